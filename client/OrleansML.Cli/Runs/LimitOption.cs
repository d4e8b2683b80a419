using System.CommandLine;

namespace OrleansML.Cli.Runs;

/// <summary><c>--limit N</c>: how many entries a list has at most.</summary>
internal sealed class LimitOption : Option<int>
{
    private const int Default = 100;
    private const int Largest = 1_000;

    /// <param name="things">What is listed, such as "runs".</param>
    public LimitOption(string things) : base("--limit")
    {
        Description = $"Most {things}, 1 to {Largest}. Default: {Default}.";
        HelpName = "N";
        DefaultValueFactory = static _ => Default;
        Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is (< 1 or > Largest) and var limit)
                result.AddError($"--limit is {limit}; it must lie between 1 and {Largest}.");
        });
    }
}
