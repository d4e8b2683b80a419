using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks <see cref="LoadSheddingOptions"/>.</summary>
internal sealed class LoadSheddingOptionsValidator(IOptions<LoadSheddingOptions> options) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        var value = options.Value;
        if (!value.LoadSheddingEnabled)
        {
            return;
        }

        (string Name, int Value)[] thresholds = [(nameof(value.CpuThreshold), value.CpuThreshold), (nameof(value.MemoryThreshold), value.MemoryThreshold)];
        var wrong = thresholds.Where(threshold => threshold.Value is < 1 or > 100)
            .Select(threshold => $"{nameof(LoadSheddingOptions)}.{threshold.Name} is {threshold.Value}; it must lie between 1 and 100 percent.")
            .ToArray();
        if (wrong.Length > 0)
        {
            throw new OrleansConfigurationException(string.Join(' ', wrong));
        }
    }
}
