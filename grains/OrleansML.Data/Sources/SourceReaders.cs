namespace OrleansML.Data.Sources;

/// <summary>The ways to read a source; those that its kind does not have are null.</summary>
public sealed class SourceReaders : IAsyncDisposable
{
    /// <summary>Asks for one entity: postgresql and http.</summary>
    public IKeyedSource? Keyed { get; init; }

    /// <summary>Asks for what changed: postgresql with the setting <c>changes</c>.</summary>
    public IChangeSource? Changes { get; init; }

    /// <summary>Reads what others send: push.</summary>
    public PushedEventReader? Pushed { get; init; }

    /// <summary>Reads files: files.</summary>
    public FileEventSource? Files { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Keyed is not null)
            await Keyed.DisposeAsync();
        if (Changes is not null)
            await Changes.DisposeAsync();
    }
}
