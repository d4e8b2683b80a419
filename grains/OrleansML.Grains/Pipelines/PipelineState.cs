namespace OrleansML.Grains.Pipelines;

/// <summary>What is stored of a pipeline.</summary>
[GenerateSerializer, Alias("OrleansML.PipelineState")]
internal sealed record PipelineState
{
    /// <summary>A <see cref="PipelineRecord"/> in JSON; empty where nothing was ever applied.</summary>
    [Id(0)]
    public string Record { get; init; } = "";
}
