using OrleansML.Monitoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>
/// Insurance claims: a model of 1994, and a day for each quarter of 1995 and 1996. What is claimed hardly changes, and how much of it is fraud swings: the
/// labels, which come a quarter late, must show it and the inputs must not. Expected numbers come from pandas on the same rows.
/// </summary>
public sealed class ClaimsScenarioTests
{
    private static readonly string[] Numeric = ["Age", "Deductible", "DriverRating"];

    private static readonly string[] Categorical =
    [
        "AccidentArea", "Sex", "MaritalStatus", "Fault", "PolicyType", "VehicleCategory", "VehiclePrice", "BasePolicy", "AgeOfVehicle", "AgeOfPolicyHolder",
        "PoliceReportFiled", "WitnessPresent", "AgentType", "NumberOfSuppliments", "NumberOfCars",
    ];

    private static readonly ScenarioFile File = new(Numeric, Categorical, "FraudFound_P");

    private static readonly string[] Quarters = ["'Jan', 'Feb', 'Mar'", "'Apr', 'May', 'Jun'", "'Jul', 'Aug', 'Sep'", "'Oct', 'Nov', 'Dec'"];

    private static readonly (int Claims, int Frauds)[] Expected = [(1_411, 129), (1_209, 12), (1_161, 40), (1_414, 120), (906, 2), (1_114, 96), (1_057, 83), (1_006, 32)];

    [SharedDataFact]
    public async Task Stream_EightQuartersWithLateLabels_LabelsAlarmInTheQuartersOfTheSwingAndInputsNever()
    {
        var path = SharedData.PathOf("vehicle-claims-fraud", "fraud_oracle.csv.gz");
        await using var scenario = await Scenario.StartAsync(
            "claims",
            $$"""
            model: claims
            task: binary_classification
            data: { path: {{path}}, format: csv, where: "Year = 1994", label: FraudFound_P, classes: ["0", "1"], segments: [BasePolicy] }
            split: { by: hash, key: [PolicyNumber], validation: 0.1, test: 0.2 }
            inputs: { numeric: [{{string.Join(", ", Numeric)}}], categorical: [{{string.Join(", ", Categorical)}}] }
            network: { kind: mlp, hidden: [16] }
            optimizer: { kind: adamw, learning_rate: 0.003, weight_decay: 0.01 }
            plan: { epochs: 15, batch_rows: 256, shards: 2 }
            """,
            """
            model: claims
            window: 1d
            lateness: 0s
            baseline: previous
            label: { column: FraudFound_P, task: binary_classification, positive: "1" }
            rules:
              inputs: { kind: drift, metric: psi, at: 0.2, for: 1 }
              frauds: { kind: label_drift, metric: psi, at: 0.1, for: 1, until: 1 }
            """);

        IReadOnlyList<PredictionLabel> late = [];
        for (var day = 0; day < Expected.Length; day++)
        {
            var labels = await scenario.RunDayAsync(File.Read(path, $"Year = '{1995 + (day / 4)}' AND Month IN ({Quarters[day % 4]})"), isLabelled: false);
            if (day > 0)
                await scenario.LabelAsync(late, day - 1);
            late = labels;
        }

        var first = await scenario.LabelAsync(late, Expected.Length - 1);
        // The same labels again are known, as a batch and, with one of them left out, row by row.
        var again = await scenario.LabelAsync(late, Expected.Length - 1);
        var others = await scenario.LabelAgainAsync([.. late.Skip(1)]);
        Assert.Equal((late.Count, false), (first.Sum(static reply => reply.Counted), first.Any(static reply => reply.WasKnown)));
        Assert.All(again, static reply => Assert.True(reply.WasKnown));
        Assert.Equal((0, late.Count - 1), (others.Sum(static reply => reply.Counted), others.Sum(static reply => reply.Repeated)));

        // Of a hundred claims frauds were 9.1, then 1.0 (day 1), 3.4, 8.5, 0.2 (day 4), 8.6 (day 5), 7.9, 3.2.
        await Eventually.HoldsAsync(async () => (await scenario.IncidentsAsync()) is [_, _] both && both.All(static incident => incident.Closed is not null), "both incidents have ended");
        Assert.Equal([("frauds", "all", 1), ("frauds", "all", 4)], (await scenario.IncidentsAsync()).Select(static incident => (incident.Rule, incident.Segment, incident.Opened)));
        for (var day = 0; day < Expected.Length; day++)
        {
            var labels = (await scenario.ReadAsync(day, "all")).Performance!.Labels;
            Assert.Equal(Expected[day], (labels.Rows, labels.Categories.CountOf("1")));
        }
    }
}
