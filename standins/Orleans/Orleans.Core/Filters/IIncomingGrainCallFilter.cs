namespace Orleans;

/// <summary>Sees every call that reaches a grain of this silo.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
