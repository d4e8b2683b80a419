namespace Orleans;

/// <summary>A stored object with its ETag, as storage providers see it.</summary>
public interface IGrainState<T>
{
    /// <summary>The object, or null if nothing is stored.</summary>
    T? State { get; set; }

    /// <summary>The version that was read or written last, or null if nothing is stored.</summary>
    string? ETag { get; set; }

    /// <summary>Whether something is stored.</summary>
    bool RecordExists { get; set; }
}
