using Microsoft.Extensions.Options;

namespace OrleansML.Inference;

/// <summary>Checks <see cref="InferenceOptions"/> at start and reports every violation at once.</summary>
public sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    private const long SmallestBudget = 1 << 20;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        var violations = new List<string>();
        if (options.MemoryBudgetBytes is < 0 or (> 0 and < SmallestBudget))
            Add(nameof(options.MemoryBudgetBytes), options.MemoryBudgetBytes, "be 0 or at least 1048576");
        if (options.DeviceThreads is < 0 or > 256)
            Add(nameof(options.DeviceThreads), options.DeviceThreads, "lie between 0 and 256");
        if (options.ThreadsPerRun is < 1 or > 256)
            Add(nameof(options.ThreadsPerRun), options.ThreadsPerRun, "lie between 1 and 256");
        if (options.QueueCapacity is < 1 or > 1_000_000)
            Add(nameof(options.QueueCapacity), options.QueueCapacity, "lie between 1 and 1000000");
        if (options.DefaultTimeout < TimeSpan.FromMilliseconds(1) || options.DefaultTimeout > TimeSpan.FromMinutes(10))
            Add(nameof(options.DefaultTimeout), options.DefaultTimeout, "lie between 00:00:00.001 and 00:10:00");
        if (options.DefaultBatchRows is < 1 or > 65_536)
            Add(nameof(options.DefaultBatchRows), options.DefaultBatchRows, "lie between 1 and 65536");

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Add(string property, object value, string rule) =>
            violations.Add($"{InferenceOptions.Section}:{property} is {value}; it must {rule}.");
    }
}
