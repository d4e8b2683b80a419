namespace Orleans.Core.Internal;

/// <summary>An activation that knows the call chains which may come back into it.</summary>
public interface ICallChainReentrantGrainContext
{
    /// <summary>Lets requests of a call chain in, until the section is left as often as it was entered.</summary>
    void OnEnterReentrantSection(Guid reentrancyId);

    /// <summary>Ends what <see cref="OnEnterReentrantSection"/> began.</summary>
    void OnExitReentrantSection(Guid reentrancyId);
}
