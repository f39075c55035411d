#pragma once

#include <array>
#include <utility>

#include "esphome/components/api/api_server.h"
#include "esphome/components/api/user_services.h"
#include "esphome/core/helpers.h"

namespace esphome::diol {

/// Room for an answer's error text.
using ActionError = char[256];

/// An action of the native API that answers with success or an error text. Home Assistant shows the text and stops the
/// script that called. (api::CustomAPIDevice can register actions, but not answer.)
///
/// `Ts` are StringRef, float, int32_t or bool.
template<typename... Ts> class ApiAction : public api::UserServiceDescriptor {
 public:
  /// Returns true when done; else `error` says why not. The strings handed over live as long as the call.
  using Handler = bool (*)(void *context, ActionError &error, Ts... arguments);

  ApiAction(const char *name, const std::array<const char *, sizeof...(Ts)> &arguments, Handler handler, void *context)
      : name_(name), arguments_(arguments), key_(fnv1_hash(name)), handler_(handler), context_(context) {}

  void register_action() { api::global_api_server->register_user_service(this); }

  api::ListEntitiesServicesResponse encode_list_service_response(std::span<char> scratch) override {
    static constexpr size_t COUNT = sizeof...(Ts);
    const std::array<api::enums::ServiceArgType, COUNT> types{api::to_service_arg_type<Ts>()...};
    api::ListEntitiesServicesResponse message;
    message.name = StringRef(this->name_);
    message.key = this->key_;
    message.supports_response = api::enums::SUPPORTS_RESPONSE_STATUS;
    message.args.init(COUNT);
    for (size_t i = 0; i < COUNT; i++) {
      auto &argument = message.args.emplace_back();
      argument.name = StringRef(this->arguments_[i]);
      argument.type = types[i];
    }
    return message;
  }

  bool execute_service(const api::ExecuteServiceRequest &request) override { return this->execute_service(request, 0); }
  bool execute_service(const api::ExecuteServiceRequest &request, uint32_t call_id) override {
    if (request.key != this->key_ || request.args.size() != sizeof...(Ts))
      return false;
    ActionError error{};
    const bool done = this->run_(request, error, std::index_sequence_for<Ts...>{});
    if (call_id != 0) {
      api::global_api_server->send_action_response(call_id, done, StringRef(error));
      api::global_api_server->unregister_active_action_call(call_id);
    }
    return true;
  }

 protected:
  template<size_t... S>
  bool run_(const api::ExecuteServiceRequest &request, ActionError &error, std::index_sequence<S...> /*unused*/) {
    return this->handler_(this->context_, error, api::get_execute_arg_value<Ts>(request.args[S])...);
  }

  const char *name_;
  std::array<const char *, sizeof...(Ts)> arguments_;
  uint32_t key_;
  Handler handler_;
  void *context_;
};

}  // namespace esphome::diol
