namespace OrleansML.StorageTests.Sqlite;

[Alias("OrleansML.StorageTests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> AddAsync(int amount);

    [Alias("Get")]
    Task<int> GetAsync();

    [Alias("Exists")]
    Task<bool> ExistsAsync();

    [Alias("Clear")]
    Task ClearAsync();

    [Alias("Deactivate")]
    Task DeactivateAsync();
}
