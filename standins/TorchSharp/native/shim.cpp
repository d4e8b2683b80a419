// C entry points to libtorch for the managed stand-in: every operator is looked up by name once and called boxed, so that one
// function reaches all of them. Compiles against libtorch 1.13 and 2.x.
//
// Tensors and generators cross as owned raw pointers of their implementations. Functions that can fail return -1 or null and leave the
// text in torch_error() of the calling thread. A failed call has no results and gives nothing away.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <dlfcn.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/serialize.h>
#include <torch/version.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

using c10::IValue;
using at::Tensor;

// The managed side knows these numbers.
enum Tag : int32_t {
    None = 0,        // also an optional tensor that is not there
    TensorTag = 1,   // pointer
    Int = 2,         // also a data type, a layout, a memory format
    Double = 3,
    Bool = 4,
    String = 5,      // pointer to bytes, length
    IntList = 6,     // pointer to 64-bit integers, length
    DoubleList = 7,  // pointer to doubles, length
    BoolList = 8,    // pointer to bytes, length
    TensorList = 9,  // pointer to pointers (null: not there), length
    Device = 10,     // type in the low byte, index in the high half
    GeneratorTag = 11,
    Default = 12,    // whatever the operator's schema says
};

struct Value {
    union {
        int64_t integer;
        double number;
        void* pointer;
    };
    int32_t tag;
    int32_t length;
};
static_assert(sizeof(Value) == 16, "the managed side lays values out in 16 bytes");

// What an argument must become, beyond what its tag says.
enum class Form : uint8_t { Plain, Number, OptionalTensors };

struct Operator {
    explicit Operator(c10::OperatorHandle found) : handle(found) {
        for (const auto& argument : handle.schema().arguments()) {
            auto type = argument.type();
            if (auto optional = type->cast<c10::OptionalType>())
                type = optional->getElementType();
            auto form = Form::Plain;
            if (type->kind() == c10::TypeKind::FloatType)
                form = Form::Number;
            else if (auto list = type->cast<c10::ListType>())
                form = list->getElementType()->kind() == c10::TypeKind::OptionalType ? Form::OptionalTensors : Form::Plain;
            forms.push_back(form);
        }
    }

    c10::OperatorHandle handle;
    std::vector<Form> forms;
};

using OptionalTensor = decltype(std::declval<const IValue&>().toOptional<Tensor>());

thread_local std::string lastError;
std::atomic<int64_t> liveTensors{0};

template <typename Result, typename Body>
Result guarded(Result failure, Body&& body) {
    try {
        return body();
    } catch (const c10::Error& error) {
        lastError = error.what_without_backtrace();
    } catch (const std::exception& error) {
        lastError = error.what();
    } catch (...) {
        lastError = "libtorch threw something that is not an exception";
    }
    return failure;
}

Tensor borrow(void* pointer) {
    if (pointer == nullptr)
        return Tensor();
    return Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(static_cast<c10::TensorImpl*>(pointer)));
}

void* give(Tensor tensor) {
    if (!tensor.defined())
        return nullptr;
    liveTensors.fetch_add(1, std::memory_order_relaxed);
    return tensor.unsafeReleaseTensorImpl();
}

at::Generator borrowGenerator(void* pointer) {
    return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(pointer)));
}

c10::Device unpackDevice(int64_t packed) {
    return c10::Device(static_cast<c10::DeviceType>(packed & 0xff), static_cast<c10::DeviceIndex>(packed >> 32));
}

std::vector<Tensor> borrowAll(void* const* pointers, int64_t count) {
    std::vector<Tensor> tensors;
    tensors.reserve(count);
    for (int64_t index = 0; index < count; index++)
        tensors.push_back(borrow(pointers[index]));
    return tensors;
}

IValue tensorList(const Value& value, Form form) {
    auto pointers = static_cast<void* const*>(value.pointer);
    if (form == Form::OptionalTensors) {
        c10::List<OptionalTensor> list;
        list.reserve(value.length);
        for (int32_t index = 0; index < value.length; index++)
            list.push_back(pointers[index] == nullptr ? OptionalTensor() : OptionalTensor(borrow(pointers[index])));
        return IValue(std::move(list));
    }
    c10::List<Tensor> list;
    list.reserve(value.length);
    for (int32_t index = 0; index < value.length; index++)
        list.push_back(borrow(pointers[index]));
    return IValue(std::move(list));
}

template <typename Element, typename Source>
IValue valueList(const Value& value) {
    auto source = static_cast<const Source*>(value.pointer);
    c10::List<Element> list;
    list.reserve(value.length);
    for (int32_t index = 0; index < value.length; index++)
        list.push_back(static_cast<Element>(source[index]));
    return IValue(std::move(list));
}

IValue convert(const Operator& op, size_t index, const Value& value) {
    switch (value.tag) {
        case None: return IValue();
        case TensorTag: return IValue(borrow(value.pointer));
        case Int:
            if (op.forms[index] == Form::Number)
                return IValue(static_cast<double>(value.integer));
            return IValue(value.integer);
        case Double: return IValue(value.number);
        case Bool: return IValue(value.integer != 0);
        case String: return IValue(std::string(static_cast<const char*>(value.pointer), value.length));
        case IntList: return valueList<int64_t, int64_t>(value);
        case DoubleList: return valueList<double, double>(value);
        case BoolList: return valueList<bool, uint8_t>(value);
        case TensorList: return tensorList(value, op.forms[index]);
        case Device: return IValue(unpackDevice(value.integer));
        case GeneratorTag: return IValue(borrowGenerator(value.pointer));
        case Default: {
            const auto& argument = op.handle.schema().arguments()[index];
            TORCH_CHECK(argument.default_value().has_value(), op.handle.schema().name(), ": argument '", argument.name(), "' has no default");
            return *argument.default_value();
        }
        default: TORCH_CHECK(false, op.handle.schema().name(), ": argument ", index, " has the unknown tag ", value.tag);
    }
}

Value result(IValue value) {
    Value out{};
    if (value.isTensor()) {
        out.tag = TensorTag;
        out.pointer = give(std::move(value).toTensor());
    } else if (value.isInt()) {
        out.tag = Int;
        out.integer = value.toInt();
    } else if (value.isDouble()) {
        out.tag = Double;
        out.number = value.toDouble();
    } else if (value.isBool()) {
        out.tag = Bool;
        out.integer = value.toBool();
    } else if (value.isTensorList()) {
        auto tensors = value.toTensorVector();
        auto pointers = static_cast<void**>(std::malloc(sizeof(void*) * (tensors.size() + 1)));
        TORCH_CHECK(pointers != nullptr, "out of memory");
        for (size_t index = 0; index < tensors.size(); index++)
            pointers[index] = give(std::move(tensors[index]));
        out.tag = TensorList;
        out.pointer = pointers;
        out.length = static_cast<int32_t>(tensors.size());
    } else {
        TORCH_CHECK(value.isNone(), "results of type ", value.tagKind(), " are not supported");
    }
    return out;
}

// Restores what was in force before, on the thread that changed it.
struct Mode {
    bool gradient = false;
    std::unique_ptr<c10::InferenceMode> inference;
};

}  // namespace

EXPORT const char* torch_error() { return lastError.c_str(); }

EXPORT void* torch_find_operator(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&] { return new Operator(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload)); });
}

// Returns the number of results; arguments that are left out get their defaults.
EXPORT int32_t torch_call(void* pointer, const Value* arguments, int32_t count, Value* results, int32_t capacity) {
    return guarded<int32_t>(-1, [&] {
        auto& op = *static_cast<Operator*>(pointer);
        // Kept per thread: its memory is used again by the next call.
        static thread_local std::vector<IValue> stack;
        struct Clear { ~Clear() { stack.clear(); } } clear;
        const auto expected = op.forms.size();
        TORCH_CHECK(static_cast<size_t>(count) <= expected, op.handle.schema().name(), ": ", count, " arguments given, ", expected, " known");
        for (int32_t index = 0; index < count; index++)
            stack.push_back(convert(op, index, arguments[index]));
        static const Value missing{{0}, Default, 0};
        for (size_t index = count; index < expected; index++)
            stack.push_back(convert(op, index, missing));
        op.handle.callBoxed(stack);
        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), op.handle.schema().name(), ": ", stack.size(), " results, room for ", capacity);
        for (size_t index = 0; index < stack.size(); index++)
            results[index] = result(std::move(stack[index]));
        return static_cast<int32_t>(stack.size());
    });
}

EXPORT void torch_free(void* memory) { std::free(memory); }

EXPORT void* torch_alias(void* tensor) { return give(borrow(tensor)); }

EXPORT void torch_release(void* tensor) {
    liveTensors.fetch_sub(1, std::memory_order_relaxed);
    c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(tensor));
}

EXPORT int64_t torch_live_tensors() { return liveTensors.load(std::memory_order_relaxed); }

// A tensor over memory of the caller; release(context) is called when nothing refers to it any more, on any thread.
EXPORT void* torch_from_memory(void* data, const int64_t* sizes, int32_t rank, int32_t dtype, void (*release)(void*), void* context) {
    return guarded<void*>(nullptr, [&] {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        return give(at::from_blob(data, at::IntArrayRef(sizes, rank), [release, context](void*) { release(context); }, options));
    });
}

EXPORT int64_t torch_rank(void* tensor) { return guarded<int64_t>(-1, [&] { return static_cast<c10::TensorImpl*>(tensor)->dim(); }); }

EXPORT int64_t torch_count(void* tensor) { return guarded<int64_t>(-1, [&] { return static_cast<c10::TensorImpl*>(tensor)->numel(); }); }

EXPORT int32_t torch_sizes(void* tensor, int64_t* sizes) {
    return guarded<int32_t>(-1, [&] {
        auto from = static_cast<c10::TensorImpl*>(tensor)->sizes();
        std::copy(from.begin(), from.end(), sizes);
        return 0;
    });
}

EXPORT int32_t torch_strides(void* tensor, int64_t* strides) {
    return guarded<int32_t>(-1, [&] {
        auto from = borrow(tensor).strides();
        std::copy(from.begin(), from.end(), strides);
        return 0;
    });
}

EXPORT int64_t torch_storage_offset(void* tensor) { return guarded<int64_t>(-1, [&] { return borrow(tensor).storage_offset(); }); }

EXPORT int32_t torch_dtype(void* tensor) {
    return guarded<int32_t>(-1, [&] { return static_cast<int32_t>(c10::typeMetaToScalarType(static_cast<c10::TensorImpl*>(tensor)->dtype())); });
}

// Type in the low byte, index in the high half.
EXPORT int64_t torch_device(void* tensor) {
    return guarded<int64_t>(-1, [&] {
        auto device = static_cast<c10::TensorImpl*>(tensor)->device();
        return static_cast<int64_t>(device.type()) | static_cast<int64_t>(static_cast<uint64_t>(static_cast<uint32_t>(device.index())) << 32);
    });
}

EXPORT int32_t torch_is_contiguous(void* tensor) { return guarded<int32_t>(-1, [&] { return borrow(tensor).is_contiguous() ? 1 : 0; }); }

EXPORT int32_t torch_is_sparse(void* tensor) { return guarded<int32_t>(-1, [&] { return borrow(tensor).is_sparse() ? 1 : 0; }); }

// Null for a tensor without elements, and then without an error.
EXPORT int32_t torch_data(void* tensor, void** data) {
    return guarded<int32_t>(-1, [&] {
        auto owner = borrow(tensor);
        TORCH_CHECK(!owner.is_sparse(), "a sparse tensor has no dense data");
        *data = owner.data_ptr();
        return 0;
    });
}

EXPORT int32_t torch_requires_grad(void* tensor) { return guarded<int32_t>(-1, [&] { return borrow(tensor).requires_grad() ? 1 : 0; }); }

EXPORT int32_t torch_set_requires_grad(void* tensor, int32_t value) {
    return guarded<int32_t>(-1, [&] {
        auto target = borrow(tensor);
        TORCH_CHECK(target.is_leaf() || value != 0,
                    "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that "
                    "doesn't require differentiation use var_no_grad = var.detach().");
        target.set_requires_grad(value != 0);
        return 0;
    });
}

EXPORT int32_t torch_is_leaf(void* tensor) { return guarded<int32_t>(-1, [&] { return borrow(tensor).is_leaf() ? 1 : 0; }); }

EXPORT int32_t torch_retain_grad(void* tensor) {
    return guarded<int32_t>(-1, [&] {
        borrow(tensor).retain_grad();
        return 0;
    });
}

// The gradient, or null where there is none.
EXPORT int32_t torch_grad(void* tensor, void** gradient) {
    return guarded<int32_t>(-1, [&] {
        *gradient = give(borrow(tensor).grad());
        return 0;
    });
}

EXPORT int32_t torch_set_grad(void* tensor, void* gradient) {
    return guarded<int32_t>(-1, [&] {
        borrow(tensor).mutable_grad() = borrow(gradient);
        return 0;
    });
}

EXPORT int32_t torch_backward(void* const* tensors, int64_t count, void* const* gradients, int64_t gradientCount, int32_t retainGraph,
                              int32_t createGraph, void* const* inputs, int64_t inputCount) {
    return guarded<int32_t>(-1, [&] {
        torch::autograd::backward(borrowAll(tensors, count), borrowAll(gradients, gradientCount), retainGraph != 0, createGraph != 0,
                                  borrowAll(inputs, inputCount));
        return 0;
    });
}

// results holds as many pointers as there are inputs; null where allowUnused lets an input have no gradient.
EXPORT int32_t torch_gradients(void* const* outputs, int64_t outputCount, void* const* inputs, int64_t inputCount, void* const* gradients,
                               int64_t gradientCount, int32_t retainGraph, int32_t createGraph, int32_t allowUnused, void** results) {
    return guarded<int32_t>(-1, [&] {
        auto found = torch::autograd::grad(borrowAll(outputs, outputCount), borrowAll(inputs, inputCount), borrowAll(gradients, gradientCount),
                                           retainGraph != 0, createGraph != 0, allowUnused != 0);
        for (size_t index = 0; index < found.size(); index++)
            results[index] = give(std::move(found[index]));
        return 0;
    });
}

EXPORT int32_t torch_is_grad_enabled() { return c10::GradMode::is_enabled() ? 1 : 0; }

EXPORT int32_t torch_is_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

EXPORT void* torch_enter_grad_mode(int32_t enabled) {
    return guarded<void*>(nullptr, [&] {
        auto mode = new Mode();
        mode->gradient = c10::GradMode::is_enabled();
        c10::GradMode::set_enabled(enabled != 0);
        return mode;
    });
}

EXPORT void* torch_enter_inference_mode(int32_t enabled) {
    return guarded<void*>(nullptr, [&] {
        auto mode = new Mode();
        mode->inference = std::make_unique<c10::InferenceMode>(enabled != 0);
        return mode;
    });
}

// To be called on the thread that entered, last entered first.
EXPORT void torch_leave_mode(void* pointer) {
    std::unique_ptr<Mode> mode(static_cast<Mode*>(pointer));
    if (!mode->inference)
        c10::GradMode::set_enabled(mode->gradient);
}

EXPORT void* torch_new_generator(int64_t seed, int64_t device) {
    return guarded<void*>(nullptr, [&]() -> void* {
        auto target = unpackDevice(device);
        auto generator = target.is_cpu() ? at::detail::createCPUGenerator() : at::globalContext().defaultGenerator(target).clone();
        generator.set_current_seed(static_cast<uint64_t>(seed));
        return generator.unsafeReleaseGeneratorImpl();
    });
}

EXPORT void* torch_default_generator(int64_t device) {
    return guarded<void*>(nullptr, [&]() -> void* {
        auto generator = at::globalContext().defaultGenerator(unpackDevice(device));
        return generator.unsafeReleaseGeneratorImpl();
    });
}

EXPORT void torch_release_generator(void* generator) {
    c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(generator));
}

EXPORT int32_t torch_set_seed(void* pointer, int64_t seed) {
    return guarded<int32_t>(-1, [&] {
        auto generator = borrowGenerator(pointer);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_current_seed(static_cast<uint64_t>(seed));
        return 0;
    });
}

// The seed in use, or a new one from the machine's entropy.
EXPORT int32_t torch_get_seed(void* pointer, int32_t renew, int64_t* seed) {
    return guarded<int32_t>(-1, [&] {
        auto generator = borrowGenerator(pointer);
        std::lock_guard<std::mutex> lock(generator.mutex());
        *seed = static_cast<int64_t>(renew != 0 ? generator.seed() : generator.current_seed());
        return 0;
    });
}

EXPORT void* torch_get_generator_state(void* pointer) {
    return guarded<void*>(nullptr, [&] {
        auto generator = borrowGenerator(pointer);
        std::lock_guard<std::mutex> lock(generator.mutex());
        return give(generator.get_state());
    });
}

EXPORT int32_t torch_set_generator_state(void* pointer, void* state) {
    return guarded<int32_t>(-1, [&] {
        auto generator = borrowGenerator(pointer);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_state(borrow(state));
        return 0;
    });
}

// Seeds the default generator of every device.
EXPORT int32_t torch_seed_all(int64_t seed) {
    return guarded<int32_t>(-1, [&] {
        at::manual_seed(static_cast<uint64_t>(seed));
        return 0;
    });
}

EXPORT int32_t torch_get_threads(int32_t interoperator) { return interoperator != 0 ? at::get_num_interop_threads() : at::get_num_threads(); }

EXPORT int32_t torch_set_threads(int32_t interoperator, int32_t count) {
    return guarded<int32_t>(-1, [&] {
        if (interoperator != 0)
            at::set_num_interop_threads(count);
        else
            at::set_num_threads(count);
        return 0;
    });
}

EXPORT int32_t torch_device_count(int32_t type) {
    return guarded<int32_t>(0, [&]() -> int32_t {
        auto device = static_cast<c10::DeviceType>(type);
        return c10::impl::hasDeviceGuardImpl(device) ? c10::impl::getDeviceGuardImpl(device)->deviceCount() : 0;
    });
}

EXPORT int32_t torch_synchronize(int64_t packed) {
    return guarded<int32_t>(-1, [&] {
        auto device = unpackDevice(packed);
        const auto* guard = c10::impl::getDeviceGuardImpl(device.type());
        guard->synchronizeStream(guard->getStream(device.has_index() ? device : guard->getDevice()));
        return 0;
    });
}

// TF32 in products of matrices, or in cuDNN; a negative value asks only.
EXPORT int32_t torch_allow_tf32(int32_t cudnn, int32_t value) {
    return guarded<int32_t>(-1, [&] {
        auto& context = at::globalContext();
        if (value >= 0 && cudnn != 0)
            context.setAllowTF32CuDNN(value != 0);
        else if (value >= 0)
            context.setAllowTF32CuBLAS(value != 0);
        return (cudnn != 0 ? context.allowTF32CuDNN() : context.allowTF32CuBLAS()) ? 1 : 0;
    });
}

EXPORT int32_t torch_save(void* tensor, const char* path) {
    return guarded<int32_t>(-1, [&] {
        torch::save(borrow(tensor), std::string(path));
        return 0;
    });
}

EXPORT void* torch_load(const char* path) {
    return guarded<void*>(nullptr, [&] {
        Tensor tensor;
        torch::load(tensor, std::string(path));
        return give(std::move(tensor));
    });
}

EXPORT const char* torch_version() { return TORCH_VERSION; }

// How libtorch was built, and which BLAS was found at run time where it can be asked.
EXPORT const char* torch_configuration() {
    static const std::string text = [] {
        auto found = at::show_config();
        if (auto name = reinterpret_cast<const char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_config")))
            found += std::string("\nBLAS in use: ") + name();
        return found;
    }();
    return text.c_str();
}
