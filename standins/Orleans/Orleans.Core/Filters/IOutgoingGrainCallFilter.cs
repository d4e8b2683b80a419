namespace Orleans;

/// <summary>Sees every call that leaves this silo's grains or this client.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}
