using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Client;

/// <summary>An answered prediction. <see cref="Id"/> names it in logs, and later joins labels to it.</summary>
public readonly struct Prediction
{
    private readonly PredictReply _reply;

    internal Prediction(PredictReply reply) => _reply = reply;

    /// <summary>
    /// Unique id, ordered by time; with <c>/ROW</c>, counted from 0, the id of one of several rows.
    /// </summary>
    public Guid Id => _reply.PredictionId;

    /// <summary>Name of the model that answered.</summary>
    public string Model => _reply.Model;

    /// <summary>Version that answered.</summary>
    public int Version => _reply.Version;

    /// <summary>The outputs, in the order asked for, else in the model's order.</summary>
    public IReadOnlyList<Tensor> Outputs => _reply.Outputs;

    /// <summary>Rows computed together with this request's, these included.</summary>
    public int BatchRows => _reply.BatchRows;

    /// <summary>Time spent waiting for a device, in microseconds.</summary>
    public int QueueMicroseconds => _reply.QueueMicroseconds;

    /// <summary>Time of the computation of the whole batch, in microseconds.</summary>
    public int ComputeMicroseconds => _reply.ComputeMicroseconds;

    /// <summary>The output with the given name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such output; the message lists those there are.</exception>
    public Tensor this[string output]
    {
        get
        {
            foreach (var tensor in _reply.Outputs)
            {
                if (tensor.Name == output)
                    return tensor;
            }

            throw new KeyNotFoundException(
                $"Model '{Model}' version {Version} answered no output '{output}', only: {string.Join(", ", _reply.Outputs.Select(tensor => tensor.Name))}.");
        }
    }
}
