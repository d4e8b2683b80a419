using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The lifecycle of a silo, in the stages of <see cref="ServiceLifecycleStage"/>.</summary>
public class SiloLifecycleSubject : LifecycleSubject, ISiloLifecycleSubject
{
    private static readonly ImmutableDictionary<int, string> StageNames = GetStageNames(typeof(ServiceLifecycleStage));

    /// <summary>Initializes the lifecycle.</summary>
    /// <param name="logger">The logger.</param>
    public SiloLifecycleSubject(ILogger<SiloLifecycleSubject> logger)
        : base(logger)
    {
    }

    /// <inheritdoc/>
    public int HighestCompletedStage { get; private set; } = int.MinValue;

    /// <inheritdoc/>
    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override string GetStageName(int stage) => StageNames.GetValueOrDefault(stage) ?? base.GetStageName(stage);

    /// <inheritdoc/>
    protected override void OnStartStageCompleted(int stage)
    {
        HighestCompletedStage = stage;
        base.OnStartStageCompleted(stage);
    }

    /// <inheritdoc/>
    protected override void OnStopStageCompleted(int stage)
    {
        LowestStoppedStage = stage;
        base.OnStopStageCompleted(stage);
    }
}
