namespace OrleansML.Conformance.Scheduling;

/// <summary>A non-reentrant grain that is called back by the grain it calls.</summary>
public interface ICallChainGrain : IGrainWithStringKey
{
    /// <summary>Calls <paramref name="other"/>, which calls back into this grain.</summary>
    Task<string> CallThrough(ICallChainGrain other, CallChain chain);

    /// <summary>Allows the chain to come back, then waits inside <paramref name="other"/>.</summary>
    Task CallAndHold(IHoldGrain other);

    Task<string> CallBack(ICallChainGrain caller);

    [ResponseTimeout("00:00:03")]
    Task<string> Answer();
}

/// <summary>What the caller says about calls that come back to it.</summary>
public enum CallChain
{
    Unspecified,
    Allowed,
    AllowedThenSuppressed,
}
