namespace OrleansML.Monitoring;

/// <summary>Gathers how a model keeps its service level objectives. Key: name of the model.</summary>
[Alias("OrleansML.IModelSloGrain")]
public interface IModelSloGrain : IGrainWithStringKey
{
    /// <summary>The objectives of the version that serves the model, and how all of its versions kept theirs on the silos that answer within 2 s.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.ModelNotFound"/>, <see cref="ErrorCode.StorageUnavailable"/>.</exception>
    [Alias("GetStatus")]
    Task<SloStatus> GetStatus(CancellationToken cancellationToken = default);
}
