using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Pipelines;

/// <summary>Checks <see cref="PipelineOptions"/> and reports every violation at once.</summary>
internal sealed class PipelineOptionsValidator : IValidateOptions<PipelineOptions>
{
    public ValidateOptionsResult Validate(string? name, PipelineOptions options)
    {
        var violations = new List<string>();
        Check(nameof(PipelineOptions.SqlMemory), options.SqlMemory, 256, 1 << 20);
        Check(nameof(PipelineOptions.SqlThreads), options.SqlThreads, 1, 1024);
        Check(nameof(PipelineOptions.StepsPerSilo), options.StepsPerSilo, 1, 1000);
        Check(nameof(PipelineOptions.Period), options.Period, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Check(nameof(PipelineOptions.Beat), options.Beat, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check(nameof(PipelineOptions.StepTimeout), options.StepTimeout, 2 * options.Beat, TimeSpan.FromMinutes(10));
        foreach (var (command, path) in options.Commands)
        {
            if (!Path.IsPathFullyQualified(path))
                violations.Add($"{PipelineOptions.Section}:{nameof(PipelineOptions.Commands)}:{command} is '{path}'; an absolute path is allowed.");
        }

        foreach (var folder in options.SqlFolders.Where(static folder => !Path.IsPathFullyQualified(folder)))
            violations.Add($"{PipelineOptions.Section}:{nameof(PipelineOptions.SqlFolders)} holds '{folder}'; absolute paths are allowed.");
        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);

        void Check<T>(string option, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                violations.Add($"{PipelineOptions.Section}:{option} is {value}; {least} to {most} is allowed.");
        }
    }
}
