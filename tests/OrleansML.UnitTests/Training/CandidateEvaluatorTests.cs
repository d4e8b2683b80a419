using System.IO.Compression;
using OrleansML.Data.History;
using OrleansML.Data.Training;
using OrleansML.Grains.Training;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Gate;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Preprocessing;
using OrleansML.Models;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Training;

public sealed class CandidateEvaluatorTests(ChurnFixture churn) : IClassFixture<ChurnFixture>
{
    private const string ChampionPackage = "c0ffee";

    [SharedDataFact]
    public async Task Evaluate_TrainedOnShuffledLabels_IsRefusedAndTheRecordSaysWhy()
    {
        var report = await EvaluateAsync(churn.Train(shuffle: true), churn.Train());

        var verdict = GateRecord.Read(RecordOf(report).ToJson()).Verdict;
        Assert.False(verdict.Passed);
        Assert.StartsWith("The challenger is worse on all rows: roc_auc ", verdict.Reasons[0], StringComparison.Ordinal);
        Assert.Equal((GateOutcome.Worse, 1_394), (verdict.Overall.Outcome, verdict.Overall.Rows));
    }

    [SharedDataFact]
    public async Task Evaluate_ShuffledLabelsWithoutChampion_IsRefusedForNotBeatingTheConstant()
    {
        var report = await EvaluateAsync(churn.Train(shuffle: true), NoChampion);

        Assert.False(report.Verdict.Passed);
        Assert.True(report.Verdict.IsUnopposed);
        Assert.StartsWith("There is no champion, and the challenger is not shown to beat the best constant", report.Verdict.Reasons[0], StringComparison.Ordinal);
    }

    // The champion knows nothing of the largest segment, the candidate nothing of the second.
    [SharedDataFact]
    public async Task Evaluate_BetterOverallButHurtsASegment_IsRefusedAndTheRecordSaysWhich()
    {
        var report = await EvaluateAsync(churn.TrainBlindTo("DSL"), churn.TrainBlindTo("Fiber optic"));

        var verdict = GateRecord.Read(RecordOf(report).ToJson()).Verdict;
        Assert.True(verdict.Overall.Improvement.Lower > 0, $"{verdict.Overall.Improvement}");
        Assert.Equal(GateOutcome.Holds, verdict.Overall.Outcome);
        Assert.False(verdict.Passed);
        Assert.StartsWith("The challenger is worse in segment InternetService=DSL: roc_auc ", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
        Assert.Equal(0.5, verdict.Segments.Single(static segment => segment.Segment == "InternetService=DSL").Challenger.Value);
    }

    [SharedDataFact]
    public async Task Evaluate_TheChampionAgain_PassesWithMetricsBySegmentAndProfile()
    {
        var model = churn.Train();

        var report = await EvaluateAsync(model, model);

        Assert.Empty(report.Verdict.Reasons);
        Assert.Equal(0, report.Verdict.Overall.Improvement.Value);
        Assert.Equal(["accuracy", "average_precision", "brier", "f1_macro", "log_loss", "roc_auc"], report.Metrics.Metrics.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(report.Metrics.Metrics["roc_auc"].Value, 0.8, 0.9);
        Assert.InRange(report.Metrics.Metrics["roc_auc"].Value, report.Metrics.Metrics["roc_auc"].Lower, report.Metrics.Metrics["roc_auc"].Upper);
        Assert.Equal(754, report.Metrics.Segments.Single(static segment => segment.Segment == "Contract=Month-to-month").Rows);
        Assert.Equal((4_946L, 1_394L, 1_394L), (report.Profile.InputRows, report.Profile.PredictionRows, report.Profile.Predictions["prediction"].Count));
        Assert.Equal(200, report.Verdict.Latency!.Calls);
    }

    [SharedDataFact]
    public async Task Build_ObjectivesOfTheChampion_AreInTheManifest()
    {
        var model = churn.Train();
        var objectives = new ModelObjectives { Availability = 0.999, Latency = TimeSpan.FromMilliseconds(50), LatencyShare = 0.95 };

        var package = PackageOf(model, await EvaluateAsync(model, model), objectives);

        using var stream = new MemoryStream(package);
        Assert.Equal(objectives, ManifestReader.Read(ModelPackage.ReadManifest(stream)).Objectives);
    }

    [SharedDataFact]
    public async Task Build_SegmentsAndLabelOfTheDefinition_AreInTheManifest()
    {
        var model = churn.Train();

        using var stream = new MemoryStream(PackageOf(model, await EvaluateAsync(model, model)));
        var monitoring = ManifestReader.Read(ModelPackage.ReadManifest(stream)).Monitoring!;

        Assert.Equal([["InternetService"], ["Contract"]], monitoring.Segments);
        Assert.Equal(("Churn", "binary_classification", "Yes", 0.5), (monitoring.Label!.Column, monitoring.Label.Task, monitoring.Label.Positive, monitoring.Label.Threshold));
        Assert.Equal(["No", "Yes"], monitoring.Label.Classes!);
    }

    [SharedDataFact]
    public async Task Evaluate_ChampionNeedsAColumnThatIsNotThere_SaysWhich()
    {
        var champion = new ChampionModel(ChampionPackage, """
            request: { income: double, tenure: double }
            preprocessing:
              features: { type: float, columns: [{ column: income, steps: [{ cast: { to: double } }] }, { column: tenure, steps: [{ cast: { to: double } }] }] }
            """, MlpModel.Random([2, 1], seed: 1, MlpOutput.Sigmoid).ToOnnx());

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => EvaluateAsync(churn.Train(), champion));

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.Equal(
            "The champion needs column 'income', which the training rows do not have; they have 'tenure', 'MonthlyCharges', 'TotalCharges', 'Contract', 'InternetService', "
            + "'PaymentMethod'. Add it to the definition's inputs or segments.",
            error.Message);
    }

    [SharedDataFact]
    public async Task Evaluate_ChampionHasItsOwnPreprocessing_IsFedByIt()
    {
        // A network without hidden layers that says sigmoid(tenure as it is), which ranks the other way round than churn does.
        var network = new MlpModel([new DenseLayer(1, 1, [-0.05f], [0])], MlpOutput.Sigmoid);
        var champion = new ChampionModel(ChampionPackage, """
            request: { accounts.tenure: long }
            preprocessing:
              features: { type: float, columns: [{ column: accounts.tenure, steps: [{ cast: { to: double } }] }] }
            """, network.ToOnnx());

        var report = await EvaluateAsync(churn.Train(), champion);

        Assert.True(report.Verdict.Passed);
        Assert.Equal(TenureAuc, report.Verdict.Overall.Champion.Value, 1e-9);
    }

    [SharedDataFact]
    public async Task Evaluate_ChampionTakesTensorsOnly_IsRefused()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => EvaluateAsync(churn.Train(), new ChampionModel(ChampionPackage, "name: churn", MlpModel.Random([2, 1], seed: 1).ToOnnx())));

        Assert.StartsWith("The champion takes tensors only: ", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Evaluate_CandidateGivesNoProbability_SaysTheRowAndTheValue()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => EvaluateAsync(MlpModel.Random([16, 1], seed: 1).ToOnnx(), NoChampion));

        Assert.Matches(@"^The candidate does not predict what BinaryClassification asks for: The prediction of row \d+ is .*; a probability from 0 to 1 is allowed", error.Message);
    }

    [SharedDataFact]
    public async Task Evaluate_CandidateHasTooManyOutputs_SaysWhatIsNeeded()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => EvaluateAsync(MlpModel.Random([16, 3], seed: 1).ToOnnx(), NoChampion));

        Assert.Equal(
            "The candidate has no output for BinaryClassification: shape [n], [n,1] or [n,2] of type FP32 or FP64 is needed; it has 'output: FP32 [-1,3]'.", error.Message);
    }

    [SharedDataFact]
    public async Task Evaluate_TestRowsWereChanged_IsRefused()
    {
        var table = churn.Table with { Test = churn.Table.Test with { Sha256 = new string('0', 64) } };

        var error = await Assert.ThrowsAsync<TrainingDataException>(() => Evaluator.EvaluateAsync(new CandidateEvaluation
        {
            Definition = churn.Definition,
            Table = table,
            Folder = churn.Folder,
            Model = churn.Train(),
        }));

        Assert.Contains("is not what was gathered: its SHA-256 is another", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Build_SameInputs_GivesTheSamePackageWithEverythingInIt()
    {
        var model = churn.Train();

        var first = PackageOf(model, await EvaluateAsync(model, model));
        var second = PackageOf(model, await EvaluateAsync(model, churn.TrainBlindTo("DSL")));

        Assert.Equal(first, second);
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["lineage.json", "manifest.yaml", "metrics.json", "model.onnx", "profile.json"], archive.Entries.Select(static entry => entry.FullName));
        var manifest = ManifestReader.Read(ModelPackage.ReadManifest(new MemoryStream(first)));
        Assert.Equal(("churn", null, "Predicts the probability that Churn is Yes."), (manifest.Name, manifest.Pool, manifest.Summary));
        Assert.Equal(
            ["tenure Double", "MonthlyCharges Double", "TotalCharges Double", "Contract String", "InternetService String", "PaymentMethod String"],
            manifest.Features!.Request.Select(static field => $"{field.Name} {field.Type}"));
        Assert.Equal(PreprocessingPlan.Read(churn.Table.Preprocessing).Columns, manifest.Features.Plan.Columns);
        var lineage = System.Text.Encoding.UTF8.GetString(ModelPackage.ReadEvidence(new MemoryStream(first)).Lineage!);
        Assert.Contains("\"name\": \"Telco-Customer-Churn.csv.gz\"", lineage, StringComparison.Ordinal);
        Assert.DoesNotContain(churn.Folder, lineage, StringComparison.Ordinal);
    }

    // Of the test rows, counted in pairs with python3: the share of pairs of one who left and one who stayed in which the one who left had the shorter
    // tenure, ties half.
    private const double TenureAuc = 0.7633435925240799;

    private const ChampionModel? NoChampion = null;

    private static CandidateEvaluator Evaluator => new(new HistoryQueryOptions(), TimeProvider.System);

    private Task<CandidateReport> EvaluateAsync(byte[] candidate, byte[] champion) =>
        EvaluateAsync(candidate, new ChampionModel(ChampionPackage, ManifestOf(), champion));

    private Task<CandidateReport> EvaluateAsync(byte[] candidate, ChampionModel? champion) => Evaluator.EvaluateAsync(new CandidateEvaluation
    {
        Definition = churn.Definition with { Gate = new GatePolicy { Resamples = 1_000, LatencyRatio = null } },
        Table = churn.Table,
        Folder = churn.Folder,
        Model = candidate,
        Champion = champion,
    });

    private string ManifestOf() => $"name: churn\nrequest: {{ tenure: double, MonthlyCharges: double, TotalCharges: double, Contract: string, InternetService: string, PaymentMethod: string }}\npreprocessing:\n  {churn.Table.Preprocessing.ReplaceLineEndings("\n  ")}";

    private GateRecord RecordOf(CandidateReport report) => new()
    {
        Run = "churn/1",
        Model = "churn",
        By = "test",
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        ChallengerPackage = "beef",
        ChampionPackage = ChampionPackage,
        DefinitionSha256 = TrainingLineage.DigestOf(ChurnFixture.DefinitionText),
        Sources = churn.Table.Sources,
        Test = churn.Table.Test,
        Verdict = report.Verdict,
    };

    private byte[] PackageOf(byte[] model, CandidateReport report, ModelObjectives? objectives = null) => CandidatePackage.Build(
        churn.Definition, model, churn.Table.Preprocessing, report, TrainingLineage.Of(ChurnFixture.DefinitionText, churn.Table, churn.Definition.Plan.Seed, "sample/1"), objectives: objectives);
}
