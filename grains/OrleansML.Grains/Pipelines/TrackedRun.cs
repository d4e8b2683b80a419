using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>A run whose steps are known.</summary>
/// <param name="Id">Its id; see <see cref="PipelineIds.OfRun"/>.</param>
/// <param name="Run">The run.</param>
/// <param name="Revision">Revision of the definition that it goes by.</param>
/// <param name="Progress">How far it is.</param>
internal sealed record TrackedRun(string Id, LogicalRun Run, int Revision, RunProgress Progress);
