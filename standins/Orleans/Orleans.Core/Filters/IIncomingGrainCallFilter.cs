namespace Orleans;

/// <summary>Sees every call that reaches a grain of this silo.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Called for each call; unless it invokes the context, the call ends here.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
