using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Timers;

/// <summary>The request that runs the callback of a timer.</summary>
internal sealed class TimerTick(GrainTimer timer) : IInvokable
{
    private static readonly MethodInfo Method =
        typeof(GrainTimer).GetMethod(nameof(GrainTimer.TickAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public string GetActivityName() => "timer";

    /// <inheritdoc/>
    public object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "A timer tick has no arguments.");

    /// <inheritdoc/>
    public int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public string GetInterfaceName() => nameof(IGrainTimer);

    /// <inheritdoc/>
    public Type GetInterfaceType() => typeof(IGrainTimer);

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Method;

    /// <inheritdoc/>
    public string GetMethodName() => "Tick";

    /// <inheritdoc/>
    public object? GetTarget() => timer;

    /// <inheritdoc/>
    public async ValueTask<Response> Invoke()
    {
        await timer.TickAsync();
        return Response.Completed;
    }

    /// <inheritdoc/>
    public void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index), index, "A timer tick has no arguments.");

    /// <inheritdoc/>
    public void SetTarget(ITargetHolder holder)
    {
        // The target is the timer itself.
    }

    /// <inheritdoc/>
    public override string ToString() => "timer tick";
}
