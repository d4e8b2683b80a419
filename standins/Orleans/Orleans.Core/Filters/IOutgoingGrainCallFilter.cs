namespace Orleans;

/// <summary>Sees every call that leaves this silo's grains or this client.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Called for each call; unless it invokes the context, the call ends here.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}
