using System.Reflection;

namespace Orleans;

/// <summary>A call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The call: its method and arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain that is called: the object on the way in, a reference on the way out.</summary>
    object Grain { get; }

    /// <summary>The grain that calls, or null if it is not known.</summary>
    GrainId? SourceId { get; }

    /// <summary>The grain that is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface through which it is called.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The name of the interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, once the call is made; a filter may replace it.</summary>
    object? Result { get; set; }

    /// <summary>The outcome, once the call is made; a filter may replace it.</summary>
    Response? Response { get; set; }

    /// <summary>Continues with the next filter or, after the last, with the call.</summary>
    Task Invoke();
}
