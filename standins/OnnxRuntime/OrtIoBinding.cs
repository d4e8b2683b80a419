using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// Inputs and outputs bound ahead of runs, so that a run itself looks up, converts and allocates nothing. Bound values are kept
/// alive until they are replaced or cleared. Not to be used by several threads at once.
/// </summary>
public unsafe class OrtIoBinding : SafeHandle
{
    private readonly SafeHandle _session;
    private readonly Dictionary<string, SafeHandle> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafeHandle> _outputs = new(StringComparer.Ordinal);

    internal OrtIoBinding(SafeHandle session)
        : base(0, ownsHandle: true)
    {
        using var sessionScope = new HandleScope(session);
        nint binding;
        OrtStatus.ThrowIfFailed(OrtApi.CreateIoBinding(sessionScope.Value, &binding));
        SetHandle(binding);
        var added = false;
        session.DangerousAddRef(ref added);
        _session = session;
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Binds an input to a value.</summary>
    /// <exception cref="OnnxRuntimeException">The model has no input of this name.</exception>
    public void BindInput(string name, OrtValue ortValue)
    {
        ArgumentNullException.ThrowIfNull(ortValue);
        BindInput(name, ortValue.Handle);
    }

    /// <summary>Binds an input to a tensor in native memory.</summary>
    /// <exception cref="OnnxRuntimeException">The model has no input of this name, or the memory is too small.</exception>
    public void BindInput(string name, TensorElementType elementType, long[] shape, OrtMemoryAllocation allocation)
    {
        using var value = CreateValue(elementType, shape, allocation);
        BindInput(name, value.Handle, allocation);
    }

    /// <summary>Waits until inputs on other devices are there.</summary>
    public void SynchronizeBoundInputs()
    {
        using var binding = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.SynchronizeBoundInputs(binding.Value));
    }

    /// <summary>Binds an output to a value, which runs write into.</summary>
    public void BindOutput(string name, OrtValue ortValue)
    {
        ArgumentNullException.ThrowIfNull(ortValue);
        BindOutput(name, ortValue.Handle);
    }

    /// <summary>Binds an output to a tensor in native memory.</summary>
    /// <exception cref="OnnxRuntimeException">The memory is too small.</exception>
    public void BindOutput(string name, TensorElementType elementType, long[] shape, OrtMemoryAllocation allocation)
    {
        using var value = CreateValue(elementType, shape, allocation);
        BindOutput(name, value.Handle, allocation);
    }

    /// <summary>Binds an output to a device; each run allocates it there.</summary>
    public void BindOutputToDevice(string name, OrtMemoryInfo memInfo)
    {
        ArgumentNullException.ThrowIfNull(memInfo);
        using var text = new Utf8Text(name);
        using var memoryInfo = new HandleScope(memInfo);
        using var binding = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.BindOutputToDevice(binding.Value, text.Pointer, memoryInfo.Value));
        if (_outputs.Remove(name, out var replaced))
            replaced.DangerousRelease();
    }

    /// <summary>Waits until outputs on other devices are there.</summary>
    public void SynchronizeBoundOutputs()
    {
        using var binding = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.SynchronizeBoundOutputs(binding.Value));
    }

    /// <summary>The names of the bound outputs, in the order in which they were bound.</summary>
    public string[] GetOutputNames()
    {
        using var binding = new HandleScope(this);
        byte* text;
        nuint* lengths;
        nuint count;
        OrtStatus.ThrowIfFailed(OrtApi.GetBoundOutputNames(binding.Value, OrtAllocator.DefaultPointer, &text, &lengths, &count));
        if (count == 0)
            return [];
        try
        {
            var names = new string[count];
            var next = text;
            for (nuint index = 0; index < count; index++)
            {
                names[index] = Encoding.UTF8.GetString(next, (int)lengths[index]);
                next += lengths[index];
            }

            return names;
        }
        finally
        {
            OrtStatus.ThrowIfFailed(OrtApi.AllocatorFree(OrtAllocator.DefaultPointer, (nint)lengths));
            OrtStatus.ThrowIfFailed(OrtApi.AllocatorFree(OrtAllocator.DefaultPointer, (nint)text));
        }
    }

    /// <summary>The outputs of the latest run, in the order of <see cref="GetOutputNames"/>.</summary>
    public IDisposableReadOnlyCollection<OrtValue> GetOutputValues()
    {
        using var binding = new HandleScope(this);
        nint* pointers;
        nuint count;
        OrtStatus.ThrowIfFailed(OrtApi.GetBoundOutputValues(binding.Value, OrtAllocator.DefaultPointer, &pointers, &count));
        if (count == 0)
            return new DisposableArray<OrtValue>([]);
        try
        {
            var handles = new OrtValueHandle[count];
            for (nuint index = 0; index < count; index++)
                handles[index] = new OrtValueHandle(pointers[index]);
            return new DisposableArray<OrtValue>(Array.ConvertAll(handles, static handle => new OrtValue(handle)));
        }
        finally
        {
            OrtStatus.ThrowIfFailed(OrtApi.AllocatorFree(OrtAllocator.DefaultPointer, (nint)pointers));
        }
    }

    /// <summary>Unbinds all inputs.</summary>
    public void ClearBoundInputs()
    {
        using var binding = new HandleScope(this);
        OrtApi.ClearBoundInputs(binding.Value);
        ReleaseAll(_inputs);
    }

    /// <summary>Unbinds all outputs.</summary>
    public void ClearBoundOutputs()
    {
        using var binding = new HandleScope(this);
        OrtApi.ClearBoundOutputs(binding.Value);
        ReleaseAll(_outputs);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseIoBinding(handle);
        ReleaseAll(_inputs);
        ReleaseAll(_outputs);
        _session.DangerousRelease();
        return true;
    }

    private static OrtValue CreateValue(TensorElementType elementType, long[] shape, OrtMemoryAllocation allocation)
    {
        using var memory = new HandleScope(allocation);
        return OrtValue.CreateTensorValueWithData(allocation.Info, elementType, shape, memory.Value, allocation.Size);
    }

    private static void Keep(Dictionary<string, SafeHandle> bound, string name, SafeHandle handle)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        if (bound.TryGetValue(name, out var replaced))
            replaced.DangerousRelease();
        bound[name] = handle;
    }

    private static void ReleaseAll(Dictionary<string, SafeHandle> bound)
    {
        foreach (var handle in bound.Values)
            handle.DangerousRelease();
        bound.Clear();
    }

    private void BindInput(string name, OrtValueHandle valueHandle, SafeHandle? kept = null)
    {
        using var text = new Utf8Text(name);
        using var value = new HandleScope(valueHandle);
        using var binding = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.BindInput(binding.Value, text.Pointer, value.Value));
        Keep(_inputs, name, kept ?? valueHandle);
    }

    private void BindOutput(string name, OrtValueHandle valueHandle, SafeHandle? kept = null)
    {
        using var text = new Utf8Text(name);
        using var value = new HandleScope(valueHandle);
        using var binding = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.BindOutput(binding.Value, text.Pointer, value.Value));
        Keep(_outputs, name, kept ?? valueHandle);
    }
}
