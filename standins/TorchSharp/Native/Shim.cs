using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Native;

/// <summary>The functions of native/shim.cpp.</summary>
internal static unsafe partial class Shim
{
    static Shim() => NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Library.Resolve);

    [LibraryImport(Library.Name, EntryPoint = "torch_error")]
    public static partial nint ErrorText();

    [LibraryImport(Library.Name, EntryPoint = "torch_find_operator", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindOperator(string name, string overload);

    [LibraryImport(Library.Name, EntryPoint = "torch_call")]
    public static partial int Call(nint function, NativeValue* arguments, int count, NativeValue* results, int capacity);

    [LibraryImport(Library.Name, EntryPoint = "torch_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library.Name, EntryPoint = "torch_alias")]
    public static partial nint Alias(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_release")]
    public static partial void Release(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_live_tensors")]
    public static partial long LiveTensors();

    [LibraryImport(Library.Name, EntryPoint = "torch_from_memory")]
    public static partial nint FromMemory(
        void* data, long* sizes, int rank, int type, delegate* unmanaged<nint, void> release, nint context);

    [LibraryImport(Library.Name, EntryPoint = "torch_rank"), SuppressGCTransition]
    public static partial long Rank(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_count"), SuppressGCTransition]
    public static partial long Count(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_sizes"), SuppressGCTransition]
    public static partial int Sizes(nint tensor, long* sizes);

    [LibraryImport(Library.Name, EntryPoint = "torch_strides")]
    public static partial int Strides(nint tensor, long* strides);

    [LibraryImport(Library.Name, EntryPoint = "torch_storage_offset")]
    public static partial long StorageOffset(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_dtype"), SuppressGCTransition]
    public static partial int ElementType(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_device"), SuppressGCTransition]
    public static partial long Device(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_is_contiguous")]
    public static partial int IsContiguous(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_is_sparse")]
    public static partial int IsSparse(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_data")]
    public static partial int Data(nint tensor, nint* data);

    [LibraryImport(Library.Name, EntryPoint = "torch_requires_grad")]
    public static partial int RequiresGrad(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_set_requires_grad")]
    public static partial int SetRequiresGrad(nint tensor, int value);

    [LibraryImport(Library.Name, EntryPoint = "torch_is_leaf")]
    public static partial int IsLeaf(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_retain_grad")]
    public static partial int RetainGrad(nint tensor);

    [LibraryImport(Library.Name, EntryPoint = "torch_grad")]
    public static partial int Grad(nint tensor, nint* gradient);

    [LibraryImport(Library.Name, EntryPoint = "torch_set_grad")]
    public static partial int SetGrad(nint tensor, nint gradient);

    [LibraryImport(Library.Name, EntryPoint = "torch_backward")]
    public static partial int Backward(
        nint[] tensors, long count, nint[] gradients, long gradientCount, int retainGraph, int createGraph, nint[] inputs, long inputCount);

    [LibraryImport(Library.Name, EntryPoint = "torch_gradients")]
    public static partial int Gradients(
        nint[] outputs, long outputCount, nint[] inputs, long inputCount, nint[] gradients, long gradientCount, int retainGraph,
        int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library.Name, EntryPoint = "torch_is_grad_enabled"), SuppressGCTransition]
    public static partial int IsGradEnabled();

    [LibraryImport(Library.Name, EntryPoint = "torch_is_inference_mode"), SuppressGCTransition]
    public static partial int IsInferenceMode();

    [LibraryImport(Library.Name, EntryPoint = "torch_enter_grad_mode")]
    public static partial nint EnterGradMode(int enabled);

    [LibraryImport(Library.Name, EntryPoint = "torch_enter_inference_mode")]
    public static partial nint EnterInferenceMode(int enabled);

    [LibraryImport(Library.Name, EntryPoint = "torch_leave_mode")]
    public static partial void LeaveMode(nint mode);

    [LibraryImport(Library.Name, EntryPoint = "torch_new_generator")]
    public static partial nint NewGenerator(long seed, long device);

    [LibraryImport(Library.Name, EntryPoint = "torch_default_generator")]
    public static partial nint DefaultGenerator(long device);

    [LibraryImport(Library.Name, EntryPoint = "torch_release_generator")]
    public static partial void ReleaseGenerator(nint generator);

    [LibraryImport(Library.Name, EntryPoint = "torch_set_seed")]
    public static partial int SetSeed(nint generator, long seed);

    [LibraryImport(Library.Name, EntryPoint = "torch_get_seed")]
    public static partial int GetSeed(nint generator, int renew, long* seed);

    [LibraryImport(Library.Name, EntryPoint = "torch_get_generator_state")]
    public static partial nint GetGeneratorState(nint generator);

    [LibraryImport(Library.Name, EntryPoint = "torch_set_generator_state")]
    public static partial int SetGeneratorState(nint generator, nint state);

    [LibraryImport(Library.Name, EntryPoint = "torch_seed_all")]
    public static partial int SeedAll(long seed);

    [LibraryImport(Library.Name, EntryPoint = "torch_get_threads")]
    public static partial int GetThreads(int betweenOperators);

    [LibraryImport(Library.Name, EntryPoint = "torch_set_threads")]
    public static partial int SetThreads(int betweenOperators, int count);

    [LibraryImport(Library.Name, EntryPoint = "torch_device_count")]
    public static partial int DeviceCount(int type);

    [LibraryImport(Library.Name, EntryPoint = "torch_synchronize")]
    public static partial int Synchronize(long device);

    [LibraryImport(Library.Name, EntryPoint = "torch_allow_tf32")]
    public static partial int AllowTf32(int cudnn, int value);

    [LibraryImport(Library.Name, EntryPoint = "torch_save", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Save(nint tensor, string path);

    [LibraryImport(Library.Name, EntryPoint = "torch_load", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Load(string path);

    [LibraryImport(Library.Name, EntryPoint = "torch_version")]
    public static partial nint Version();

    [LibraryImport(Library.Name, EntryPoint = "torch_configuration")]
    public static partial nint Configuration();

    /// <summary>What the last failed call on this thread said.</summary>
    public static ExternalException Error() => new(Utf8StringMarshaller.ConvertToManaged((byte*)ErrorText()));

    /// <summary>Throws where a function said that it failed.</summary>
    public static int Check(int result) => result < 0 ? throw Error() : result;

    /// <summary>Throws where a function gave no pointer.</summary>
    public static nint Check(nint pointer) => pointer == 0 ? throw Error() : pointer;
}
