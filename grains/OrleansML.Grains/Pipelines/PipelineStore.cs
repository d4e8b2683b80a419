using System.Text.Json;
using Orleans.Storage;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// Stores what is known of one pipeline. A write follows from what this activation last stored: one that lives on where a silo was thought dead finds out
/// there. Used in the pipeline's turns only.
/// </summary>
/// <param name="state">Where it is stored.</param>
/// <param name="pipeline">Name of the pipeline.</param>
/// <param name="moved">Called when another activation has this pipeline.</param>
internal sealed class PipelineStore(IPersistentState<PipelineState> state, string pipeline, Action moved)
{
    /// <summary>What is stored.</summary>
    public PipelineRecord Record { get; private set; } = new();

    /// <summary>Takes what the activation has read.</summary>
    public void Load()
    {
        if (state.State.Record.Length > 0)
            Record = JsonSerializer.Deserialize<PipelineRecord>(state.State.Record)!;
    }

    /// <summary>Stores what is known from now on.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/> or <see cref="ErrorCode.Unavailable"/>; nothing has changed then.</exception>
    public async Task StoreAsync(PipelineRecord record)
    {
        var before = state.State;
        state.State = new PipelineState { Record = JsonSerializer.Serialize(record) };
        try
        {
            await state.WriteStateAsync();
            Record = record;
        }
        catch (InconsistentStateException)
        {
            // Another activation has this pipeline, or an earlier write took effect after all.
            state.State = before;
            moved();
            throw new OrleansMLException(ErrorCode.Unavailable, $"Pipeline '{pipeline}' moved to another silo; ask again.");
        }
        catch (Exception exception)
        {
            state.State = before;
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"Pipeline '{pipeline}' could not be stored: {exception.Message.TrimEnd('.')}. Repeat the request.", exception);
        }
    }
}
