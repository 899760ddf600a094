// The C side of the binding. Every operator of libtorch is reached through one function, gen_call, which hands boxed arguments to the
// dispatcher; the rest is what operators cannot express: tensor handles, autograd, generators, threads. A tensor handle is an owned
// reference to a TensorImpl, so that handing one over costs no allocation. Nothing here throws: failures leave a message in gen_error.
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

#define GEN_API extern "C" __attribute__((visibility("default")))

namespace {

using Impl = at::TensorImpl;
using ImplPtr = c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>;

// Must agree with the enum Tag and the struct Value of the managed side.
enum Tag : int32_t { None, TensorTag, Int, Double, Bool, IntList, DoubleList, TensorList, OptionalTensorList, String, DeviceTag, GeneratorTag };

struct Value {
  int32_t tag;
  int32_t extra;   // device index
  int64_t length;  // of a list, or bytes of a string
  union {
    int64_t i;
    double d;
    void* p;
  };
};

thread_local std::string last_error;

template <typename F>
auto guarded(F&& body, decltype(body()) failed) -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "libtorch failed without a message.";
  }
  return failed;
}

at::Tensor borrow(void* handle) {
  return handle ? at::Tensor(ImplPtr::reclaim_copy(static_cast<Impl*>(handle))) : at::Tensor();
}

void* give(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(void** handles, int64_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int64_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

c10::IValue box(const Value& value) {
  switch (value.tag) {
    case TensorTag: return value.p ? c10::IValue(borrow(value.p)) : c10::IValue();
    case Int: return value.i;
    case Double: return value.d;
    case Bool: return value.i != 0;
    case IntList: return c10::IntArrayRef(static_cast<int64_t*>(value.p), value.length);
    case DoubleList: return c10::ArrayRef<double>(static_cast<double*>(value.p), value.length);
    case TensorList: return borrow_all(static_cast<void**>(value.p), value.length);
    case OptionalTensorList: {
      c10::List<c10::optional<at::Tensor>> list;
      list.reserve(value.length);
      for (auto& tensor : borrow_all(static_cast<void**>(value.p), value.length))
        list.push_back(tensor.defined() ? c10::optional<at::Tensor>(tensor) : c10::nullopt);
      return list;
    }
    case String: return std::string(static_cast<char*>(value.p), value.length);
    case DeviceTag: return c10::Device(static_cast<c10::DeviceType>(value.i), static_cast<c10::DeviceIndex>(value.extra));
    case GeneratorTag: return value.p ? c10::IValue(*static_cast<at::Generator*>(value.p)) : c10::IValue();
    default: return c10::IValue();
  }
}

Value unbox(const c10::IValue& result) {
  Value value{None, 0, 0, {0}};
  if (result.isTensor()) {
    value.tag = TensorTag;
    value.p = give(result.toTensor());
  } else if (result.isTensorList()) {
    auto list = result.toTensorVector();
    auto** handles = static_cast<void**>(std::malloc(sizeof(void*) * (list.size() + 1)));
    for (size_t i = 0; i < list.size(); i++) handles[i] = give(std::move(list[i]));
    value.tag = TensorList;
    value.length = static_cast<int64_t>(list.size());
    value.p = handles;
  } else if (result.isBool()) {
    value.tag = Bool;
    value.i = result.toBool();
  } else if (result.isInt()) {
    value.tag = Int;
    value.i = result.toInt();
  } else if (result.isDouble()) {
    value.tag = Double;
    value.d = result.toDouble();
  } else {
    TORCH_CHECK(result.isNone(), "An operator returned a ", result.tagKind(), ", which the binding does not carry.");
  }
  return value;
}

}  // namespace

GEN_API const char* gen_error() { return last_error.c_str(); }
GEN_API const char* gen_version() { return TORCH_VERSION; }
GEN_API void gen_free(void* memory) { std::free(memory); }

// Operators ------------------------------------------------------------------------------------------------------------------------

GEN_API void* gen_find(const char* name, const char* overload) {
  return guarded([&]() -> void* {
    return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
  }, nullptr);
}

// Returns the number of results written, at most `room`, or -1. Arguments left off at the end take the schema's defaults.
GEN_API int32_t gen_call(const c10::OperatorHandle* op, const Value* arguments, int32_t count, Value* results, int32_t room) {
  return guarded([&]() -> int32_t {
    const auto& schema = op->schema().arguments();
    torch::jit::Stack stack;
    stack.reserve(schema.size());
    for (int32_t i = 0; i < count; i++) stack.push_back(box(arguments[i]));
    for (size_t i = count; i < schema.size(); i++) {
      TORCH_CHECK(schema[i].default_value(), op->schema().name(), "() is missing its argument '", schema[i].name(), "'");
      stack.push_back(*schema[i].default_value());
    }
    op->callBoxed(stack);
    int32_t written = 0;
    for (; written < room && written < static_cast<int32_t>(stack.size()); written++) results[written] = unbox(stack[written]);
    return written;
  }, -1);
}

// Tensors --------------------------------------------------------------------------------------------------------------------------

GEN_API void gen_release(Impl* tensor) { ImplPtr::reclaim(tensor); }
GEN_API void* gen_alias(Impl* tensor) { return ImplPtr::reclaim_copy(tensor).release(); }
GEN_API int64_t gen_dim(Impl* tensor) { return tensor->dim(); }
GEN_API int64_t gen_numel(Impl* tensor) { return tensor->numel(); }
GEN_API int32_t gen_dtype(Impl* tensor) { return static_cast<int32_t>(c10::typeMetaToScalarType(tensor->dtype())); }
GEN_API int32_t gen_device_type(Impl* tensor) { return static_cast<int32_t>(tensor->device().type()); }
GEN_API int32_t gen_device_index(Impl* tensor) { return tensor->device().index(); }
GEN_API int32_t gen_is_contiguous(Impl* tensor) { return tensor->is_contiguous(); }
GEN_API void* gen_data(Impl* tensor) { return guarded([&]() -> void* { return borrow(tensor).data_ptr(); }, nullptr); }

GEN_API void gen_sizes(Impl* tensor, int64_t* sizes) {
  for (auto size : tensor->sizes()) *sizes++ = size;
}

GEN_API void gen_strides(Impl* tensor, int64_t* strides) {
  for (auto stride : tensor->strides()) *strides++ = stride;
}

// Autograd -------------------------------------------------------------------------------------------------------------------------

GEN_API int32_t gen_requires_grad(Impl* tensor) { return borrow(tensor).requires_grad(); }
GEN_API int32_t gen_is_leaf(Impl* tensor) { return borrow(tensor).is_leaf(); }

GEN_API int32_t gen_set_requires_grad(Impl* tensor, int32_t value) {
  return guarded([&]() { borrow(tensor).set_requires_grad(value != 0); return 0; }, -1);
}

GEN_API void* gen_grad(Impl* tensor) {
  return guarded([&]() -> void* { return give(borrow(tensor).grad()); }, nullptr);
}

GEN_API int32_t gen_set_grad(Impl* tensor, void* gradient) {
  return guarded([&]() { borrow(tensor).mutable_grad() = borrow(gradient); return 0; }, -1);
}

GEN_API int32_t gen_retain_grad(Impl* tensor) {
  return guarded([&]() { borrow(tensor).retain_grad(); return 0; }, -1);
}

GEN_API int32_t gen_backward(void** tensors, int64_t count, void** gradients, int64_t gradient_count, int32_t retain, int32_t create,
                             void** inputs, int64_t input_count) {
  return guarded([&]() {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(gradients, gradient_count), retain != 0, create != 0,
                              borrow_all(inputs, input_count));
    return 0;
  }, -1);
}

GEN_API int32_t gen_grad_mode() { return c10::GradMode::is_enabled(); }
GEN_API void gen_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
GEN_API int32_t gen_inference_mode() { return c10::InferenceMode::is_enabled(); }
GEN_API void* gen_enter_inference_mode(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
GEN_API void gen_leave_inference_mode(c10::InferenceMode* guard) { delete guard; }

// Random numbers -------------------------------------------------------------------------------------------------------------------

namespace {
at::Generator make_generator(c10::DeviceType type, int32_t index) {
  if (type == c10::DeviceType::CUDA) return at::detail::getCUDAHooks().getDefaultCUDAGenerator(static_cast<c10::DeviceIndex>(index)).clone();
  return at::globalContext().defaultGenerator(c10::Device(c10::DeviceType::CPU)).clone();
}
}  // namespace

GEN_API void* gen_generator_default() {
  return guarded([&]() -> void* {
    return new at::Generator(at::globalContext().defaultGenerator(c10::Device(c10::DeviceType::CPU)));
  }, nullptr);
}

GEN_API void* gen_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
  return guarded([&]() -> void* {
    auto generator = make_generator(static_cast<c10::DeviceType>(device_type), device_index);
    generator.set_current_seed(seed);
    return new at::Generator(generator);
  }, nullptr);
}

GEN_API void gen_generator_delete(at::Generator* generator) { delete generator; }

GEN_API int32_t gen_generator_manual_seed(at::Generator* generator, uint64_t seed) {
  return guarded([&]() {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(seed);
    return 0;
  }, -1);
}

GEN_API uint64_t gen_generator_seed(at::Generator* generator) {
  std::lock_guard<std::mutex> lock(generator->mutex());
  return generator->seed();
}

GEN_API uint64_t gen_generator_current_seed(at::Generator* generator) {
  std::lock_guard<std::mutex> lock(generator->mutex());
  return generator->current_seed();
}

GEN_API void* gen_generator_get_state(at::Generator* generator) {
  return guarded([&]() -> void* {
    std::lock_guard<std::mutex> lock(generator->mutex());
    return give(generator->get_state());
  }, nullptr);
}

GEN_API int32_t gen_generator_set_state(at::Generator* generator, Impl* state) {
  return guarded([&]() {
    auto tensor = borrow(state);
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(tensor);
    return 0;
  }, -1);
}

GEN_API int32_t gen_manual_seed(uint64_t seed) {
  return guarded([&]() { at::manual_seed(seed); return 0; }, -1);
}

// Machine --------------------------------------------------------------------------------------------------------------------------

GEN_API int32_t gen_get_num_threads() { return at::get_num_threads(); }

GEN_API int32_t gen_set_num_threads(int32_t threads) {
  return guarded([&]() { at::set_num_threads(threads); return 0; }, -1);
}

GEN_API int32_t gen_cuda_device_count() {
  return guarded([&]() -> int32_t { return at::detail::getCUDAHooks().getNumGPUs(); }, 0);
}

GEN_API int32_t gen_cuda_synchronize(int32_t device_index) {
  return guarded([&]() { at::detail::getCUDAHooks().deviceSynchronize(device_index); return 0; }, -1);
}
