using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Training;

/// <summary>Checks <see cref="TrainingOptions"/> and reports every violation at once.</summary>
internal sealed class TrainingOptionsValidator : IValidateOptions<TrainingOptions>
{
    public ValidateOptionsResult Validate(string? name, TrainingOptions options)
    {
        var violations = new List<string>();
        if (options.WorkersPerSilo is < 1 or > 256)
            violations.Add($"{TrainingOptions.Section}:{nameof(TrainingOptions.WorkersPerSilo)} is {options.WorkersPerSilo}; 1 to 256 is allowed.");
        Check(nameof(TrainingOptions.WorkerTimeout), options.WorkerTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(nameof(TrainingOptions.GatheringGrace), options.GatheringGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Check(nameof(TrainingOptions.Period), options.Period, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Check(nameof(TrainingOptions.ResumableFor), options.ResumableFor, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        if (options.MemoryBudgetBytes is not 0 and < 1 << 20)
            violations.Add($"{TrainingOptions.Section}:{nameof(TrainingOptions.MemoryBudgetBytes)} is {options.MemoryBudgetBytes}; 0, or 1048576 and more, is allowed.");
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Check(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                violations.Add($"{TrainingOptions.Section}:{option} is {value}; {least} to {most} is allowed.");
        }
    }
}
