using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Checks the options of a memory storage provider.</summary>
internal sealed class MemoryGrainStorageOptionsValidator(MemoryGrainStorageOptions options, string name) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (options.NumStorageGrains <= 0)
        {
            throw new OrleansConfigurationException(
                $"Configuration for the memory storage provider '{name}' is invalid: {nameof(options.NumStorageGrains)} is {options.NumStorageGrains}, it must be at least 1.");
        }
    }
}
