using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Monitoring;

/// <summary>Checks <see cref="MonitoringOptions"/> and reports every violation at once.</summary>
internal sealed class MonitoringOptionsValidator : IValidateOptions<MonitoringOptions>
{
    public ValidateOptionsResult Validate(string? name, MonitoringOptions options)
    {
        var violations = new List<string>();
        Check(nameof(MonitoringOptions.Capacity), options.Capacity, 16, 1 << 20);
        Check(nameof(MonitoringOptions.MemoryMiB), options.MemoryMiB, 1, 1 << 16);
        Check(nameof(MonitoringOptions.Flush), options.Flush, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Check(nameof(MonitoringOptions.KeepLogFor), options.KeepLogFor, TimeSpan.FromDays(1), TimeSpan.FromDays(3_660));
        Check(nameof(MonitoringOptions.ReportMemoryMiB), options.ReportMemoryMiB, 0, 1 << 16);
        Check(nameof(MonitoringOptions.Judge), options.Judge, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Check<T>(string option, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                violations.Add($"{MonitoringOptions.Section}:{option} is {value}; {least} to {most} is allowed.");
        }
    }
}
