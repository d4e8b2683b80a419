using OrleansML.Data.Training;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Preprocessing;

namespace OrleansML.Grains.Training;

/// <summary>Candidate and champion, loaded, and what they predicted so far.</summary>
internal sealed class ModelPair : IDisposable
{
    private const string ChallengerName = "The candidate";
    private const string ChampionName = "The champion";

    private readonly List<double> _challengers = [];
    private readonly List<double> _champions = [];

    private ModelPair(ScoredModel challenger, ScoredModel? champion)
    {
        Challenger = challenger;
        Champion = champion;
    }

    public ScoredModel Challenger { get; }

    public ScoredModel? Champion { get; }

    /// <summary>Loads them. Blocks the calling thread.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/>.</exception>
    public static ModelPair Load(CandidateEvaluation evaluation)
    {
        var (task, classes) = (evaluation.Definition.Task, TestRows.ClassesOf(evaluation.Definition));
        var plan = PreprocessingPlan.Read(evaluation.Preprocessing ?? evaluation.Table.Preprocessing);
        var challenger = new ScoredModel(ChallengerName, evaluation.Model, plan, [], task, classes);
        try
        {
            return new ModelPair(challenger, evaluation.Champion is { } champion ? LoadChampion(champion, task, classes) : null);
        }
        catch
        {
            challenger.Dispose();
            throw;
        }
    }

    public void Predict(TrainingBlock block)
    {
        Challenger.Predict(block, 0, block.Rows, _challengers);
        Champion?.Predict(block, 0, block.Rows, _champions);
    }

    public Predictions ChallengerOf(EvaluationRows rows) => PredictionsOf(ChallengerName, rows, _challengers);

    public Predictions? ChampionOf(EvaluationRows rows) => Champion is null ? null : PredictionsOf(ChampionName, rows, _champions);

    public void Dispose()
    {
        Challenger.Dispose();
        Champion?.Dispose();
    }

    private static ScoredModel LoadChampion(ChampionModel champion, EvaluationTask task, int classes)
    {
        var features = ManifestReader.Read(champion.Manifest).Features ?? throw new OrleansMLException(
            ErrorCode.InvalidModel,
            $"{ChampionName} takes tensors only: the manifest of its package has no 'preprocessing', so that nothing says how its inputs are made of the training rows. Push it with one, or compare with none.");
        return new ScoredModel(ChampionName, champion.Model, features.Plan, features.Request, task, classes);
    }

    private static Predictions PredictionsOf(string what, EvaluationRows rows, List<double> values)
    {
        try
        {
            return new Predictions(rows, [.. values]);
        }
        catch (ArgumentException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidModel, $"{what} does not predict what {rows.Task} asks for: {exception.Message}", exception);
        }
    }
}
