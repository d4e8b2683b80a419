using System.CommandLine;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train list</c>.</summary>
internal sealed class TrainListCommand : Command
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1_000;

    private readonly Option<int> _limit = new("--limit")
    {
        Description = $"Most runs, 1 to {LargestLimit}. Default: {DefaultLimit}.",
        HelpName = "N",
        DefaultValueFactory = static _ => DefaultLimit,
    };

    public TrainListCommand(VerbContext verbs) : base("list", "The last training runs, newest first.")
    {
        _limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is (< 1 or > LargestLimit) and var limit)
                result.AddError($"--limit is {limit}; it must lie between 1 and {LargestLimit}.");
        });
        Add(_limit);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var list = await new TrainingCalls(gateway).ListAsync(parsed.GetValue(_limit), cancellationToken);
            verbs.OutputOf(parsed).Write(list, console => TrainingViews.RenderList(console, list.Runs));
            return ExitCodes.Success;
        });
    }
}
