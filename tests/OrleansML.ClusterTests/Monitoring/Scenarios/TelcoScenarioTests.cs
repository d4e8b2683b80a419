using System.Globalization;
using DuckDB.NET.Data;
using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>Telephone customers: a model of those who have been there for a year meets new ones. Expected numbers come from pandas and scikit-learn on the same rows.</summary>
public sealed class TelcoScenarioTests
{
    private static readonly string[] Numeric = ["tenure", "MonthlyCharges", "TotalCharges", "SeniorCitizen"];

    private static readonly string[] Categorical =
    [
        "gender", "Partner", "Dependents", "PhoneService", "MultipleLines", "InternetService", "OnlineSecurity", "OnlineBackup", "DeviceProtection",
        "TechSupport", "StreamingTV", "StreamingMovies", "Contract", "PaperlessBilling", "PaymentMethod",
    ];

    private static readonly ScenarioFile File = new(Numeric, Categorical, "Churn");

    private static string Customers => SharedData.PathOf("telco-churn", "Telco-Customer-Churn.csv.gz");

    [SharedDataFact]
    public async Task Stream_OldThenNewCustomers_AlarmsForWhatChangedAndNotForWhatDidNot()
    {
        await using var scenario = await Scenario.StartAsync("churn", Training(Customers, "where: tenure >= 12"), """
            model: churn
            window: 1d
            lateness: 0s
            label: { column: Churn, task: binary_classification, positive: "Yes" }
            rules:
              moved: { metric: psi, at: 0.25, columns: [TotalCharges, Contract, MonthlyCharges, PaymentMethod], for: 1 }
              still: { metric: psi, at: 0.05, columns: [gender, InternetService], for: 1 }
              certainty: { metric: log_loss, at: 0.5, for: 1 }
            """);

        await scenario.RunDayAsync(File.Read(Customers, "CAST(tenure AS INTEGER) >= 12"));
        await scenario.RunDayAsync(File.Read(Customers, "CAST(tenure AS INTEGER) < 12"));

        Assert.Equal([("certainty", "all", 1, null), ("moved", "all", 1, null)], await scenario.IncidentsAsync());
        var report = await scenario.ReportAsync(1);
        Assert.Equal(2_069, report.Rows);

        // The profile holds the four fifths that the model was trained on; these are of all 4,974.
        foreach (var (column, psi) in new[] { ("TotalCharges", 6.975), ("Contract", 1.570), ("MonthlyCharges", 0.539), ("PaymentMethod", 0.523), ("Partner", 0.455) })
            Assert.InRange(Scenario.PsiOf(report, column), psi * 0.9, psi * 1.1);
        Assert.InRange(Scenario.PsiOf(report, "gender"), 0, 0.003);
        Assert.InRange(Scenario.PsiOf(report, "InternetService"), 0, 0.01);

        // Eleven cells are a single space: nothing was paid yet.
        Assert.Equal(11.0 / 2_069, report.Columns.Single(static column => column.Name == "TotalCharges").Missing!.Value, 1e-12);
        var incident = Assert.Single(await scenario.Monitor.GetIncidents(null, 10), static incident => incident.Rule == "moved");
        Assert.Equal(["Contract", "MonthlyCharges", "PaymentMethod", "TotalCharges"], incident.Evidence.Columns.Select(static column => column.Name).Order(StringComparer.Ordinal));
    }

    [SharedDataFact]
    public async Task Stream_LastThirdAgainstFirst_IsNoAlarm()
    {
        using var directory = new TemporaryDirectory();
        var first = directory.File("first.csv");
        Copy("place < 2347", first);
        await using var scenario = await Scenario.StartAsync("churn", Training(first, ""), """
            model: churn
            window: 1d
            lateness: 0s
            segments: [Contract]
            label: { column: Churn, task: binary_classification, positive: "Yes" }
            """);

        await scenario.RunDayAsync(File.Read(Customers, "place >= 4695"));

        Assert.Empty(await scenario.IncidentsAsync());
        var report = await scenario.ReportAsync(0);
        Assert.Equal(2_348, report.Rows);
        Assert.All(report.Columns, static column => Assert.InRange(column.Drift[0].Value!.Value, 0, 0.03));
    }

    [SharedDataFact]
    public async Task Report_BySegment_GivesRowsBaseRateAndRankingOrSaysWhyNot()
    {
        using var directory = new TemporaryDirectory();
        var train = directory.File("train.csv");
        Copy("place % 5 <> 0", train);
        await using var scenario = await Scenario.StartAsync("churn", Training(train, "", test: 0.4), """
            model: churn
            window: 1d
            lateness: 0s
            segments: [Contract, [Contract, InternetService]]
            label: { column: Churn, task: binary_classification, positive: "Yes" }
            rules:
              ranking: { kind: estimated_performance, metric: roc_auc, at: 0.7, segments: [all], for: 1 }
              decisions: { kind: estimated_performance, metric: accuracy, at: 0.95, segments: [all], for: 1 }
            """);

        // Before any label comes, the scores tell how good they are: well above 0.7 of ranking, well below 0.95 of accuracy.
        var labels = await scenario.RunDayAsync(File.Read(Customers, "place % 5 = 0"), isLabelled: false);
        Assert.Equal([("decisions", "all", 0, null)], await scenario.IncidentsAsync());
        var estimated = await scenario.ReportAsync(0);
        Assert.Empty(estimated.Performance);
        await scenario.LabelAsync(labels, 0);
        var realised = (await scenario.ReportAsync(0)).Performance.ToDictionary(static metric => metric.Metric, StringComparer.Ordinal);
        Assert.Equal(["roc_auc", "accuracy", "f1", "precision", "recall", "specificity"], estimated.Estimated.Select(static metric => metric.Metric));
        Assert.All(estimated.Estimated, metric => Assert.InRange(realised[metric.Metric].Value!.Value, metric.Lower!.Value, metric.Upper!.Value));

        // The 95 % interval has the AUC that logistic regression has on these customers.
        var whole = RankingOf(await scenario.ReportAsync(0));
        Assert.InRange(0.8354, whole.Lower!.Value - 0.01, whole.Upper!.Value + 0.01);
        foreach (var (contract, rows, churned, ranking) in new[] { ("Month-to-month", 762, 322, 0.725), ("One year", 297, 41, 0.647), ("Two year", 350, 9, 0.753) })
        {
            var known = (await scenario.ReadAsync(0, $"Contract={contract}")).Performance!.Labels;
            Assert.Equal((rows, churned), (known.Rows, known.Categories.CountOf("Yes")));
            var said = RankingOf(await scenario.ReportAsync(0, $"Contract={contract}"));
            Assert.True(said.Lower <= ranking + 0.1 && said.Upper >= ranking - 0.02, $"{contract}: {said}");
        }

        var one = RankingOf(await scenario.ReportAsync(0, "Contract=Two year,InternetService=DSL"));
        Assert.Null(one.Value);
        Assert.StartsWith("roc_auc needs both classes; there are 0 positive", one.Reason, StringComparison.Ordinal);
    }

    private static MonitorPerformance RankingOf(MonitorReport report) => report.Performance.Single(static metric => metric.Metric == "roc_auc");

    private static string Training(string path, string where, double test = 0.1) => $$"""
        model: churn
        task: binary_classification
        data: { path: {{path}}, format: csv, label: Churn, classes: ["No", "Yes"], segments: [Contract]{{(where.Length == 0 ? "" : ", " + where.Replace("where: ", "where: \"", StringComparison.Ordinal) + "\"")}} }
        split: { by: hash, key: [customerID], validation: 0.1, test: {{test.ToString(CultureInfo.InvariantCulture)}} }
        inputs: { numeric: [{{string.Join(", ", Numeric)}}], categorical: [{{string.Join(", ", Categorical)}}] }
        network: { kind: wide_and_deep, hidden: [16], dropout: 0.2 }
        optimizer: { kind: adamw, learning_rate: 0.003, weight_decay: 0.01 }
        plan: { epochs: 15, batch_rows: 256, shards: 2, patience: 5 }
        """;

    private static void Copy(string where, string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * EXCLUDE place FROM (SELECT *, row_number() OVER () - 1 AS place FROM read_csv('{Customers}', all_varchar = true, header = true)) WHERE {where}) TO '{path}' (HEADER)";
        command.ExecuteNonQuery();
    }
}
