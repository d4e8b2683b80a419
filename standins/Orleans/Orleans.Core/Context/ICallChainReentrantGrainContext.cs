namespace Orleans.Core.Internal;

/// <summary>An activation that knows the call chains which may come back into it.</summary>
public interface ICallChainReentrantGrainContext
{
    void OnEnterReentrantSection(Guid reentrancyId);

    void OnExitReentrantSection(Guid reentrancyId);
}
