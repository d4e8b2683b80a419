namespace OrleansML.Conformance.State;

/// <summary>A grain with two durable states: one in the default storage, one in a named storage.</summary>
public interface ICartGrain : IGrainWithStringKey
{
    Task<string[]> GetItems();

    /// <summary>Changes the state in memory only.</summary>
    Task AddWithoutWriting(string item);

    Task Add(string item);

    Task Read();

    Task Clear();

    Task<(bool Exists, string? Etag)> GetRecord();

    Task SetNote(string note);

    Task<string?> GetNote();

    Task Deactivate();

    Task<Guid> GetActivation();

    /// <summary>The items that were there when the grain was activated.</summary>
    Task<int> GetItemCountAtActivation();

    /// <summary>Writes after somebody else has written; optionally catches the conflict.</summary>
    Task<string> WriteConflicting(bool catches);
}

[GenerateSerializer]
public sealed class Cart
{
    [Id(0)]
    public List<string> Items { get; set; } = [];
}

[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string? Text { get; set; }
}
