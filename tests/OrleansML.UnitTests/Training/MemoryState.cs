namespace OrleansML.UnitTests.Training;

/// <summary>A grain's state in memory: what was written is what a later activation reads.</summary>
internal sealed class MemoryState<T>(T initial) : IPersistentState<T>
{
    private T _written = initial;

    public T State { get; set; } = initial;

    public string Etag => "";

    public bool RecordExists => true;

    public int Writes { get; private set; }

    public Task ClearStateAsync() => throw new NotSupportedException();

    public Task ReadStateAsync()
    {
        State = _written;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync()
    {
        Writes++;
        _written = State;
        return Task.CompletedTask;
    }
}
