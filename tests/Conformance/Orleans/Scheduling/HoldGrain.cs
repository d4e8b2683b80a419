using Orleans.Serialization.Invocation;

namespace OrleansML.Conformance.Scheduling;

public class HoldGrain : Grain, IHoldGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task Hold(string name) => StayAsync(name);

    public Task HoldReadOnly(string name) => StayAsync(name);

    public Task HoldInterleaved(string name) => StayAsync(name);

    public Task<string[]> Probe() => Task.FromResult(Journal.Read(Key));

    private async Task StayAsync(string name)
    {
        Journal.Write(Key, $"enter {name}");
        await Gate.PassAsync($"{Key}/{name}");
        Journal.Write(Key, $"leave {name}");
    }
}

[Reentrant]
public sealed class ReentrantHoldGrain : HoldGrain, IReentrantHoldGrain;

[MayInterleave(nameof(IsFree))]
public sealed class MayInterleaveHoldGrain : HoldGrain, IMayInterleaveHoldGrain
{
    public static bool IsFree(IInvokable request) =>
        request.GetArgumentCount() == 1 && request.GetArgument(0) is string name && name.StartsWith("free", StringComparison.Ordinal);
}
