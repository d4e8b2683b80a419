namespace Orleans;

/// <summary>A stored object with its ETag, as storage providers see it.</summary>
public interface IGrainState<T>
{
    T? State { get; set; }

    string? ETag { get; set; }

    bool RecordExists { get; set; }
}
