namespace OrleansML.Monitoring;

/// <summary>Takes the labels of a model, one batch after the other. Key: the model's name.</summary>
[Alias("OrleansML.ILabelGrain")]
public interface ILabelGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes a batch; an answer means that it is on disk. The first label of a prediction counts, whether that is known here or not. Idempotent: a batch
    /// of the same content changes nothing. After a failure it is unknown whether it was taken, and it may be sent again.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.ModelNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: the batch is empty or too large, or a label is.
    /// <see cref="ErrorCode.StorageUnavailable"/>: it cannot be written.
    /// </exception>
    [Alias("Add")]
    Task<LabelReply> Add(LabelBatch batch, CancellationToken cancellationToken = default);
}
