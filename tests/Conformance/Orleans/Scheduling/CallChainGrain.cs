namespace OrleansML.Conformance.Scheduling;

public sealed class CallChainGrain : Grain, ICallChainGrain
{
    public async Task<string> CallThrough(ICallChainGrain other, CallChain chain)
    {
        if (chain == CallChain.Unspecified)
        {
            return await other.CallBack(this.AsReference<ICallChainGrain>());
        }

        using var allowed = RequestContext.AllowCallChainReentrancy();
        if (chain == CallChain.Allowed)
        {
            return await other.CallBack(this.AsReference<ICallChainGrain>());
        }

        using var suppressed = RequestContext.SuppressCallChainReentrancy();
        return await other.CallBack(this.AsReference<ICallChainGrain>());
    }

    public async Task CallAndHold(IHoldGrain other)
    {
        using var allowed = RequestContext.AllowCallChainReentrancy();
        await other.Hold("chain");
    }

    public Task<string> CallBack(ICallChainGrain caller) => caller.Answer();

    public Task<string> Answer() => Task.FromResult($"answer of {this.GetPrimaryKeyString()}");
}
