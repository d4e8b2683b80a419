using System.Buffers;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>
/// Requests that are computed together. A single request is handed to the engine as it came; several are joined by copying each row block
/// once. Every request gets exactly its own rows back.
/// </summary>
internal readonly struct Batch(List<PendingPrediction> members, int rows)
{
    /// <summary>Computes. A failure is part of the outcome and never thrown; a batch without members gives nothing.</summary>
    /// <param name="session">The loaded model.</param>
    /// <param name="time">Clock for the times in the replies.</param>
    public BatchOutcome Compute(IModelSession session, TimeProvider time)
    {
        var started = time.GetTimestamp();
        if (members.Count == 0)
            return new BatchOutcome([], null, started, TimeSpan.Zero);

        try
        {
            var outputs = members.Count == 1 ? RunSingle(session) : RunJoined(session);
            return new BatchOutcome(outputs, null, started, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            var error = exception as OrleansMLException
                ?? new OrleansMLException(ErrorCode.Internal, $"The computation failed: {exception.Message}", exception);
            return new BatchOutcome([], error, started, time.GetElapsedTime(started));
        }
    }

    /// <summary>Gives every member its rows, or the failure.</summary>
    /// <param name="id">The version, for replies.</param>
    /// <param name="session">The loaded model.</param>
    /// <param name="outcome">What <see cref="Compute"/> gave.</param>
    /// <param name="time">Clock for the times in the replies.</param>
    public void Answer(ModelId id, IModelSession session, BatchOutcome outcome, TimeProvider time)
    {
        var first = 0;
        var now = time.GetUtcNow();
        foreach (var member in members)
        {
            if (outcome.Error is { } error)
            {
                member.Fail(error);
                continue;
            }

            member.Complete(new PredictReply
            {
                Outputs = Select(session, outcome.Outputs, member, first),
                Model = id.Model,
                Version = id.Version,
                QueueMicroseconds = Microseconds(time.GetElapsedTime(member.Arrived, outcome.Started)),
                ComputeMicroseconds = Microseconds(outcome.Elapsed),
                BatchRows = rows,
                PredictionId = Guid.CreateVersion7(now),
            });
            first += member.Request.Rows;
        }
    }

    private Tensor?[] RunSingle(IModelSession session)
    {
        var request = members[0].Request;
        return session.Run(request.Inputs, request.Wanted);
    }

    private Tensor?[] RunJoined(IModelSession session)
    {
        var joined = new Tensor[session.Inputs.Count];
        var buffers = new byte[joined.Length][];
        try
        {
            for (var input = 0; input < joined.Length; input++)
                joined[input] = Join(input, out buffers[input]);

            var outputs = session.Run(joined, WantedByAny());
            RequireRows(session, outputs);
            return outputs;
        }
        finally
        {
            foreach (var buffer in buffers)
            {
                if (buffer is not null)
                    ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    // A model whose number of output rows depends on its values may pass for one of independent rows; its rows belong to nobody in particular.
    private void RequireRows(IModelSession session, Tensor?[] outputs)
    {
        for (var index = 0; index < outputs.Length; index++)
        {
            if (session.Outputs[index].PerRow && outputs[index] is { } output && (output.Shape.Length == 0 || output.Shape[0] != rows))
            {
                throw new OrleansMLException(
                    ErrorCode.Internal, $"Output '{output.Name}' has shape {TensorShape.Format(output.Shape)} for {rows} joined rows.");
            }
        }
    }

    private Tensor Join(int input, out byte[] buffer)
    {
        var size = 0;
        foreach (var member in members)
            size = checked(size + member.Request.Inputs[input].Data.Length);

        buffer = ArrayPool<byte>.Shared.Rent(size);
        var offset = 0;
        foreach (var member in members)
        {
            var data = member.Request.Inputs[input].Data.Span;
            data.CopyTo(buffer.AsSpan(offset));
            offset += data.Length;
        }

        var first = members[0].Request.Inputs[input];
        long[] shape = [rows, .. first.Shape.AsSpan(1)];
        return new Tensor(first.Name, first.Type, shape, buffer.AsMemory(0, size));
    }

    private bool[]? WantedByAny()
    {
        bool[]? any = null;
        foreach (var member in members)
        {
            if (member.Request.Wanted is not { } wanted)
                return null;

            any ??= new bool[wanted.Length];
            for (var output = 0; output < wanted.Length; output++)
                any[output] |= wanted[output];
        }

        return any;
    }

    private Tensor[] Select(IModelSession session, Tensor?[] outputs, PendingPrediction member, int first)
    {
        if (member.OutputNames is { } names)
        {
            var selected = new Tensor[names.Length];
            for (var index = 0; index < names.Length; index++)
            {
                var output = IndexOf(session.Outputs, names[index]);
                selected[index] = RowsOf(outputs[output]!, session.Outputs[output], member, first);
            }

            return selected;
        }

        var all = new Tensor[outputs.Length];
        for (var output = 0; output < all.Length; output++)
            all[output] = RowsOf(outputs[output]!, session.Outputs[output], member, first);
        return all;
    }

    private static int IndexOf(IReadOnlyList<ModelOutput> outputs, string name)
    {
        var index = 0;
        while (outputs[index].Metadata.Name != name)
            index++;
        return index;
    }

    private Tensor RowsOf(Tensor output, ModelOutput description, PendingPrediction member, int first)
    {
        if (members.Count == 1 || !description.PerRow)
            return output;

        return TensorRows.Slice(output, first, member.Request.Rows);
    }

    private static int Microseconds(TimeSpan span) => (int)Math.Min(span.TotalMicroseconds, int.MaxValue);
}
