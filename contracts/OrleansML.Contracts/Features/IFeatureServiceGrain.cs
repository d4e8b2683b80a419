using Orleans.Concurrency;

namespace OrleansML.Features;

/// <summary>The way in for readers and sources outside the silos: any silo answers. Key: 0. Keeps nothing.</summary>
[Alias("OrleansML.IFeatureServiceGrain")]
public interface IFeatureServiceGrain : IGrainWithIntegerKey
{
    /// <summary>Reads features of entities, each where it lives, all at the same time. Private values are masked unless the selection may see them.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: an unknown feature, or more entities than allowed.
    /// </exception>
    [Alias("Read"), AlwaysInterleave]
    Task<FeatureReadReply> Read(FeatureReadRequest request);

    /// <summary>Takes in pushed events; bad ones are reported, good ones are taken in all the same.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: the view has no such source, or it does not take pushes.
    /// </exception>
    [Alias("Ingest"), AlwaysInterleave]
    Task<FeatureIngestReply> Ingest(FeatureIngestRequest request);
}
