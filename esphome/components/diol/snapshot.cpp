#include "snapshot.h"

#include <algorithm>

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

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "numbers are written as they lie in memory");

/// Writes or reads: each thing is named once for both.
class Stream {
 public:
  /// Counts all bytes.
  Stream() = default;
  /// Counts them and keeps those of one piece.
  Stream(uint8_t *data, uint8_t index) : data_(data), from_(index * PIECE_DATA) {}
  /// Reads the pieces of a store, each into `data`.
  Stream(PieceStore *store, uint8_t *data) : store_(store), data_(data) {}

  bool reads() const { return this->store_ != nullptr; }
  bool failed() const { return this->failed_; }
  size_t length() const { return this->at_; }
  template<typename T> void pass(T &value) { this->bytes_(reinterpret_cast<uint8_t *>(&value), sizeof(T)); }

 protected:
  __attribute__((noinline)) void bytes_(uint8_t *bytes, size_t count) {
    for (; count > 0; count--, bytes++, this->at_++) {
      if (this->reads()) {
        if (this->at_ % PIECE_DATA == 0 && !this->failed_)
          this->failed_ = !this->store_->read(static_cast<uint8_t>(this->at_ / PIECE_DATA), this->data_);
        *bytes = this->failed_ ? 0 : this->data_[this->at_ % PIECE_DATA];
      } else if (this->data_ != nullptr && this->at_ >= this->from_ && this->at_ < this->from_ + PIECE_DATA) {
        this->data_[this->at_ - this->from_] = *bytes;
      }
    }
  }

  PieceStore *store_{nullptr};
  uint8_t *data_{nullptr};
  size_t from_{0}, at_{0};
  bool failed_{false};
};

void pass_row(Stream &io, FeatureRow &row) {
  uint16_t kinds = 0;
  for (uint8_t j = FEATURES; !io.reads() && j-- > 0;)
    kinds = static_cast<uint16_t>(kinds * KINDS + (row.code[j] == 0 ? ZERO : row.has(j) ? CODE : MISSING));
  io.pass(kinds);
  for (uint8_t j = 0; j < FEATURES; j++, kinds /= KINDS) {
    const uint8_t kind = kinds % KINDS;
    if (kind == CODE) {
      io.pass(row.code[j]);
    } else {
      row.code[j] = kind == ZERO ? 0 : FeatureRow::MISSING;
    }
  }
}

}  // namespace

/// Everything that Learner and what it is made of keep for themselves. Writing changes nothing.
struct SnapshotFormat {
  static bool learner(Stream &io, Learner &l, SnapshotShape &shape) {
    uint8_t flags = (l.has_candidate_ ? HAS_CANDIDATE : 0) | (l.levels_.cycles ? CYCLES : 0);
    uint32_t interval_ms = l.extractor_.interval_ms();
    io.pass(flags);
    io.pass(l.target_minutes_);
    io.pass(l.next_training_);
    io.pass(l.next_fit_);
    io.pass(l.levels_.off_level);
    io.pass(l.levels_.on_level);
    io.pass(interval_ms);
    if (io.reads()) {
      l.has_candidate_ = flags & HAS_CANDIDATE;
      l.levels_.cycles = flags & CYCLES;
      if (l.target_minutes_ == 0 || l.target_minutes_ > MAX_LEARN_HOURS * 60)
        return false;
      l.continue_(interval_ms);
    }
    return candidate(io, l) && histogram(io, l.histogram_, shape) && data(io, l.data_) && !io.failed();
  }

  static void set_adapting(Learner &l, bool adapting) { l.adapting_ = adapting; }

  static bool candidate(Stream &io, Learner &l) {
    uint8_t payload[MODEL_PAYLOAD_MAX];
    uint8_t length = 0;
    if (!io.reads() && (l.has_candidate_ || l.adapting_))
      length = static_cast<uint8_t>(pack_model(l.candidate_, payload));
    io.pass(length);
    if (length > sizeof(payload))
      return false;
    for (uint8_t i = 0; i < length; i++)
      io.pass(payload[i]);
    if (!io.reads())
      return true;
    // Of an appliance that has drawn no power yet no text could be made: the next training gives another candidate.
    const bool usable = length > 0 && !unpack_model(payload, length, &l.candidate_);
    l.has_candidate_ = l.has_candidate_ && usable;
    return usable || !l.adapting_;
  }

  static bool histogram(Stream &io, LevelHistogram &h, SnapshotShape &shape) {
    if (io.reads())
      h.clear();
    io.pass(shape.first_bin);
    io.pass(shape.end_bin);
    if (shape.end_bin > LevelHistogram::BINS)
      return false;
    for (uint8_t i = shape.first_bin; i < shape.end_bin; i++)
      io.pass(h.time_[i]);
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

  static bool data(Stream &io, LearningData &d) {
    io.pass(d.minutes_);
    io.pass(d.random_.state_);
    io.pass(d.on_seconds_);
    io.pass(d.row_count_);
    io.pass(d.phases_seen_);
    io.pass(d.day_count_);
    if (d.row_count_ > LearningData::ROWS || d.row_count_ > d.minutes_ || d.day_count_ > LearningData::DAYS ||
        d.random_.state_ == 0)
      return false;
    for (uint16_t i = 0; i < d.row_count_; i++) {
      io.pass(d.row_block_[i]);
      if (d.row_block_[i] >= LearningData::BLOCKS)
        return false;
      pass_row(io, d.rows_[i]);
    }
    for (uint8_t b = 0; b < d.blocks(); b++) {
      io.pass(d.blocks_[b].distance);
      if (d.blocks_[b].distance != LearningData::Block::NONE)
        pass_row(io, d.blocks_[b].witness);
    }
    for (uint8_t p = 0; p < d.parts(); p++)
      io.pass(d.extremes_[p]);
    DayMeter &today = d.day_meter_;
    io.pass(today.minutes_);
    io.pass(today.phases_);
    io.pass(today.minutes_in_);
    io.pass(today.log_minutes_);
    io.pass(today.watts_);
    for (uint8_t i = 0; i < d.day_count_; i++)
      io.pass(d.days_[i]);
    for (bool on : {false, true}) {
      for (uint16_t i = 0; i < d.phase_count_(on); i++)
        io.pass(d.phases_[on][i]);
    }
    return true;
  }
};
static_assert(sizeof(Extremes) == 2 * GAUGES && sizeof(Day) == 2 * DAY_QUANTITIES &&
                  sizeof(LearningData::PhaseSample) == 4,
              "written whole, so nothing between the numbers");

namespace {

void write(Stream &io, const Learner *learner, SnapshotShape shape) {
  uint8_t version = VERSION, kind = learner == nullptr ? IDLE : learner->adapting() ? ADAPTING : LEARNING;
  uint16_t hours = learner == nullptr ? 0 : static_cast<uint16_t>(learner->target_hours());
  io.pass(version);
  io.pass(kind);
  io.pass(hours);
  if (learner != nullptr)
    SnapshotFormat::learner(io, const_cast<Learner &>(*learner), shape);  // NOLINT: writing changes nothing
}

}  // namespace

SnapshotShape snapshot_shape(const Learner *learner) {
  SnapshotShape shape{};
  if (learner != nullptr)
    SnapshotFormat::find_bins(*learner, shape);
  Stream counter;
  write(counter, learner, shape);
  shape.pieces = static_cast<uint8_t>(std::min<size_t>((counter.length() + PIECE_DATA - 1) / PIECE_DATA, UINT8_MAX));
  return shape;
}

void snapshot_piece(const Learner *learner, const SnapshotShape &shape, uint8_t index, uint8_t *data) {
  std::fill_n(data, PIECE_DATA, 0);
  Stream writer(data, index);
  write(writer, learner, shape);
}

Restored restore_snapshot(PieceStore *store, Learner *learner, uint16_t *hours) {
  uint8_t data[PIECE_DATA];
  Stream reader(store, data);
  uint8_t version = 0, kind = 0;
  uint16_t to_learn = 0;
  reader.pass(version);
  reader.pass(kind);
  reader.pass(to_learn);
  if (reader.failed() || kind > ADAPTING)
    return Restored::BAD;
  if (kind == IDLE)
    return Restored::IDLE;
  *hours = kind == LEARNING ? to_learn : 0;
  if (version != VERSION || learner == nullptr)
    return Restored::BAD;
  SnapshotShape shape{};
  SnapshotFormat::set_adapting(*learner, kind == ADAPTING);
  return SnapshotFormat::learner(reader, *learner, shape) ? Restored::LEARNER : Restored::BAD;
}

}  // namespace esphome::diol
