namespace Orleans;

/// <summary>A stored object with its ETag.</summary>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>Makes a state with nothing in it.</summary>
    public GrainState()
    {
    }

    /// <summary>Makes a state without an ETag.</summary>
    public GrainState(T? state) => State = state;

    /// <summary>Makes a state with its ETag.</summary>
    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc/>
    [Id(0)]
    public T? State { get; set; }

    /// <inheritdoc/>
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    [Id(2)]
    public bool RecordExists { get; set; }
}
