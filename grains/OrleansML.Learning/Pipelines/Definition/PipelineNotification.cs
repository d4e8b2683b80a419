namespace OrleansML.Learning.Pipelines;

/// <summary>A web hook that is told of runs, with a signature.</summary>
/// <param name="Url">Where to, http or https.</param>
/// <param name="Secret">Reference to the signing key, such as <c>${secret:HOOK}</c>.</param>
/// <param name="Events">What it is told of; default everything.</param>
public sealed record PipelineNotification(Uri Url, string Secret, IReadOnlyList<PipelineEvent> Events);
