namespace Orleans.Runtime;

/// <summary>Carries out the calls made through references.</summary>
public interface IGrainReferenceRuntime
{
    /// <summary>Sends a request and waits for its result.</summary>
    ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>Sends a request and waits until it is done.</summary>
    ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>Sends a request without waiting.</summary>
    void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>Returns a reference to the same grain through another interface.</summary>
    object Cast(IAddressable grain, Type interfaceType);
}
