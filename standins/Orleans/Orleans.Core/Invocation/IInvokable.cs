using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A method call that can be carried out on a target.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>Whether the method takes a cancellation token.</summary>
    bool IsCancellable => false;

    /// <summary>Returns the object on which the call is carried out.</summary>
    object? GetTarget();

    /// <summary>Takes the target, or the component of it that answers the interface.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Carries out the call on the target and returns its outcome, a failure included.</summary>
    ValueTask<Response> Invoke();

    /// <summary>Returns the number of arguments, a cancellation token included.</summary>
    int GetArgumentCount();

    /// <summary>
    /// Returns an argument by its position from 0, and throws <see cref="ArgumentOutOfRangeException"/> if there is none.
    /// </summary>
    object? GetArgument(int index);

    /// <summary>
    /// Replaces an argument by its position from 0, and throws <see cref="ArgumentOutOfRangeException"/> if there is none.
    /// </summary>
    void SetArgument(int index, object value);

    /// <summary>Returns the name of the method.</summary>
    string GetMethodName();

    /// <summary>Returns the name of the interface that declares the method.</summary>
    string GetInterfaceName();

    /// <summary>Returns <c>interface/method</c>, the name under which the call is traced.</summary>
    string GetActivityName();

    /// <summary>Returns the method of the interface.</summary>
    MethodInfo GetMethod();

    /// <summary>Returns the interface that declares the method.</summary>
    Type GetInterfaceType();

    /// <summary>Returns how long a caller waits, or null for the configured time.</summary>
    TimeSpan? GetDefaultResponseTimeout() => null;

    /// <summary>Returns the token among the arguments, or one that is never cancelled.</summary>
    CancellationToken GetCancellationToken() => default;

    /// <summary>Cancels the token that the target sees; false if the method takes none.</summary>
    bool TryCancel() => false;
}
