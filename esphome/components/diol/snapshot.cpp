#include "snapshot.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "model_text.h"

namespace esphome::diol {

namespace {

// A snapshot begins with its version, its kind and the hours to learn. These stay in every version, so that what
// another firmware was learning can at least be begun anew; the rest is not read from another version.
constexpr uint8_t VERSION = 1;
constexpr uint8_t IDLE = 0, LEARNING = 1, ADAPTING = 2;  // kinds
constexpr uint8_t HAS_CANDIDATE = 1, CYCLES = 2;         // flags
// A feature in a row is zero, missing or a code of two bytes: one of three, ten of which fit into two bytes.
constexpr uint8_t ZERO = 0, MISSING = 1, CODE = 2, KINDS = 3;

/// Counts all bytes and keeps those of one piece.
class PieceWriter {
 public:
  static constexpr bool READS = false;
  PieceWriter(uint8_t *data, uint8_t index) : data_(data), from_(index * PIECE_DATA) {}
  void u8(uint8_t value) {
    if (this->data_ != nullptr && this->at_ >= this->from_ && this->at_ < this->from_ + PIECE_DATA)
      this->data_[this->at_ - this->from_] = value;
    this->at_++;
  }
  bool failed() const { return false; }
  size_t length() const { return this->at_; }

 protected:
  uint8_t *data_;
  size_t from_, at_{0};
};

class PieceReader {
 public:
  static constexpr bool READS = true;
  explicit PieceReader(PieceStore *store) : store_(store) {}
  void u8(uint8_t &value) {
    if (this->at_ == PIECE_DATA) {
      this->failed_ |= !this->store_->read(this->index_++, this->data_);
      this->at_ = 0;
    }
    value = this->failed_ ? 0 : this->data_[this->at_];
    this->at_++;
  }
  bool failed() const { return this->failed_; }

 protected:
  PieceStore *store_;
  uint8_t data_[PIECE_DATA];
  size_t at_{PIECE_DATA};
  uint8_t index_{0};
  bool failed_{false};
};

/// Little endian, so that no chip reads another number than was written.
template<typename Io, typename T> void number(Io &io, T &value) {
  using Plain = std::remove_const_t<T>;
  Plain number = Io::READS ? 0 : value;
  for (size_t i = 0; i < sizeof(T); i++) {
    uint8_t byte = static_cast<uint8_t>(number >> 8 * i);
    io.u8(byte);
    if constexpr (Io::READS)
      number = static_cast<Plain>(number | static_cast<Plain>(byte) << 8 * i);
  }
  if constexpr (Io::READS)
    value = number;
}

template<typename Io, typename T> void real(Io &io, T &value) {
  uint32_t bits = 0;
  if constexpr (!Io::READS)
    std::memcpy(&bits, &value, sizeof(bits));
  number(io, bits);
  if constexpr (Io::READS)
    std::memcpy(&value, &bits, sizeof(bits));
}

template<typename Io, typename Row> void feature_row(Io &io, Row &row) {
  uint16_t kinds = 0;
  if constexpr (!Io::READS) {
    for (uint8_t j = FEATURES; j-- > 0;)
      kinds = static_cast<uint16_t>(kinds * KINDS + (row.code[j] == 0 ? ZERO : row.has(j) ? CODE : MISSING));
  }
  number(io, kinds);
  for (uint8_t j = 0; j < FEATURES; j++, kinds /= KINDS) {
    const uint8_t kind = kinds % KINDS;
    if (kind == CODE)
      number(io, row.code[j]);
    if constexpr (Io::READS) {
      if (kind != CODE)
        row.code[j] = kind == ZERO ? 0 : FeatureRow::MISSING;
    }
  }
}

}  // namespace

/// Everything that Learner and what it is made of keep for themselves. Written and read by the same lines.
struct SnapshotFormat {
  template<typename Io, typename T> static bool learner(Io &io, T &l, bool adapting, SnapshotShape &shape) {
    uint8_t flags = (l.has_candidate_ ? HAS_CANDIDATE : 0) | (l.levels_.cycles ? CYCLES : 0);
    io.u8(flags);
    number(io, l.target_minutes_);
    number(io, l.next_training_);
    number(io, l.next_fit_);
    number(io, l.levels_.off_level);
    number(io, l.levels_.on_level);
    uint32_t interval_ms = l.extractor_.interval_ms();
    number(io, interval_ms);
    if constexpr (Io::READS) {
      l.adapting_ = adapting;
      l.has_candidate_ = flags & HAS_CANDIDATE;
      l.levels_.cycles = flags & CYCLES;
      if (l.target_minutes_ == 0 || l.target_minutes_ > MAX_LEARN_HOURS * 60)
        return false;
      l.continue_(interval_ms);
    }
    return candidate(io, l) && histogram(io, l.histogram_, shape) && data(io, l.data_) && !io.failed();
  }

  template<typename Io, typename T> static bool candidate(Io &io, T &l) {
    uint8_t payload[MODEL_PAYLOAD_MAX];
    uint8_t length = 0;
    if constexpr (!Io::READS) {
      if (l.has_candidate_ || l.adapting_)
        length = static_cast<uint8_t>(pack_model(l.candidate_, payload));
    }
    io.u8(length);
    if (length > sizeof(payload))
      return false;
    for (uint8_t i = 0; i < length; i++)
      io.u8(payload[i]);
    if constexpr (Io::READS) {
      // Of an appliance that has drawn no power yet no text could be made: the next training gives another candidate.
      if (length > 0 && unpack_model(payload, length, &l.candidate_))
        l.has_candidate_ = false;
      return !l.adapting_ || (length > 0 && l.candidate_.clusters > 0);
    }
    return true;
  }

  template<typename Io, typename T> static bool histogram(Io &io, T &h, SnapshotShape &shape) {
    if constexpr (Io::READS)
      h.clear();
    io.u8(shape.first_bin);
    io.u8(shape.end_bin);
    if (shape.end_bin > LevelHistogram::BINS)
      return false;
    for (uint8_t i = shape.first_bin; i < shape.end_bin; i++)
      number(io, h.time_[i]);
    return true;
  }

  static void find_bins(const Learner &l, SnapshotShape &shape) {
    const auto &time = l.histogram_.time_;
    shape.end_bin = LevelHistogram::BINS;
    while (shape.end_bin > 0 && time[shape.end_bin - 1] == 0)
      shape.end_bin--;
    while (shape.first_bin < shape.end_bin && time[shape.first_bin] == 0)
      shape.first_bin++;
  }

  template<typename Io, typename T> static bool data(Io &io, T &d) {
    uint32_t minutes = d.minutes_;
    number(io, minutes);
    if constexpr (Io::READS)
      d.minutes_ = minutes;
    number(io, d.random_.state_);
    number(io, d.on_seconds_);
    number(io, d.row_count_);
    number(io, d.phases_seen_[0]);
    number(io, d.phases_seen_[1]);
    io.u8(d.day_count_);
    if (d.row_count_ > LearningData::ROWS || d.row_count_ > minutes || d.day_count_ > LearningData::DAYS ||
        d.random_.state_ == 0)
      return false;
    for (uint16_t i = 0; i < d.row_count_; i++) {
      io.u8(d.row_block_[i]);
      if (d.row_block_[i] >= LearningData::BLOCKS)
        return false;
      feature_row(io, d.rows_[i]);
    }
    for (uint8_t b = 0; b < d.blocks(); b++) {
      number(io, d.blocks_[b].distance);
      if (d.blocks_[b].distance != LearningData::Block::NONE)
        feature_row(io, d.blocks_[b].witness);
    }
    for (uint8_t p = 0; p < d.parts(); p++) {
      for (auto &seen : d.extremes_[p].seen_)
        number(io, seen);
    }
    days(io, d);
    for (bool on : {false, true}) {
      for (uint16_t i = 0; i < d.phase_count_(on); i++) {
        number(io, d.phases_[on][i].minutes);
        number(io, d.phases_[on][i].power);
      }
    }
    return true;
  }

  template<typename Io, typename T> static void days(Io &io, T &d) {
    auto &today = d.day_meter_;
    number(io, today.minutes_);
    for (uint8_t on : {0, 1}) {
      number(io, today.phases_[on]);
      real(io, today.minutes_in_[on]);
      real(io, today.log_minutes_[on]);
    }
    real(io, today.watts_);
    for (uint8_t i = 0; i < d.day_count_; i++) {
      for (auto &code : d.days_[i].code)
        number(io, code);
    }
  }
};

namespace {

void write(PieceWriter &io, const Learner *learner, SnapshotShape shape) {
  io.u8(VERSION);
  io.u8(learner == nullptr ? IDLE : learner->adapting() ? ADAPTING : LEARNING);
  uint16_t hours = learner == nullptr ? 0 : static_cast<uint16_t>(learner->target_hours());
  number(io, hours);
  if (learner != nullptr)
    SnapshotFormat::learner(io, *learner, learner->adapting(), shape);
}

}  // namespace

SnapshotShape snapshot_shape(const Learner *learner) {
  SnapshotShape shape{};
  if (learner != nullptr)
    SnapshotFormat::find_bins(*learner, shape);
  PieceWriter counter(nullptr, 0);
  write(counter, learner, shape);
  shape.pieces = static_cast<uint8_t>(std::min<size_t>((counter.length() + PIECE_DATA - 1) / PIECE_DATA, UINT8_MAX));
  return shape;
}

void snapshot_piece(const Learner *learner, const SnapshotShape &shape, uint8_t index, uint8_t *data) {
  std::fill_n(data, PIECE_DATA, 0);
  PieceWriter writer(data, index);
  write(writer, learner, shape);
}

Restored restore_snapshot(PieceStore *store, Learner *learner, uint16_t *hours) {
  PieceReader reader(store);
  uint8_t version = 0, kind = 0;
  uint16_t to_learn = 0;
  reader.u8(version);
  reader.u8(kind);
  number(reader, to_learn);
  if (reader.failed() || kind > ADAPTING)
    return Restored::BAD;
  if (kind == IDLE)
    return Restored::IDLE;
  *hours = kind == LEARNING ? to_learn : 0;
  if (version != VERSION || learner == nullptr)
    return Restored::BAD;
  SnapshotShape shape{};
  return SnapshotFormat::learner(reader, *learner, kind == ADAPTING, shape) ? Restored::LEARNER : Restored::BAD;
}

}  // namespace esphome::diol
