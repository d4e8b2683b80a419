namespace Orleans.Runtime;

/// <summary>Carries out the calls made through references.</summary>
public interface IGrainReferenceRuntime
{
    ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>Returns a reference to the same grain through another interface.</summary>
    object Cast(IAddressable grain, Type interfaceType);
}
