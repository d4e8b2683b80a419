namespace Orleans.Runtime;

/// <summary>A system target as the runtime's own code sees it.</summary>
internal interface ISystemTargetBase
{
    GrainId GrainId { get; }

    GrainReference GrainReference { get; }
}
