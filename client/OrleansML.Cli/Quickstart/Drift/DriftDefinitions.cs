using System.Globalization;

namespace OrleansML.Cli.Quickstart.Drift;

/// <summary>What a user would write to have a model watched and retrained. The files lie in the directory of the walk afterwards.</summary>
/// <param name="model">The model; a walk on a platform that has seen one takes a name of its own.</param>
internal sealed class DriftDefinitions(string model)
{
    private const string Name = "customers";
    private const string Rule = "drift";

    private const string Columns = "numeric: [tenure, monthly, tickets], categorical: [region, plan]";

    /// <summary>The model.</summary>
    public string Model => model;

    /// <summary>What trains it again.</summary>
    public string Pipeline { get; } = $"retrain_{model}";

    /// <summary>Definitions for a model that there is not.</summary>
    /// <param name="known">Models that there are.</param>
    public static DriftDefinitions For(IReadOnlyCollection<string> known)
    {
        var name = Name;
        for (var number = 2; known.Contains(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{Name}_{number}");
        return new DriftDefinitions(name);
    }

    /// <summary>How the first version is trained.</summary>
    /// <param name="path">Its rows.</param>
    public string Training(string path) => $$"""
        model: {{Model}}
        task: binary_classification
        data: { path: "{{path}}", format: csv, label: churned, classes: ["no", "yes"], segments: [region] }
        split: { by: hash, key: [customer], validation: 0.1, test: 0.2 }
        inputs: { {{Columns}} }
        network: { kind: mlp, hidden: [16] }
        optimizer: { kind: adam, learning_rate: 0.01 }
        plan: { epochs: 20, batch_rows: 128 }
        """;

    /// <summary>How it is watched: each region is compared with what the champion was trained on.</summary>
    /// <param name="badWindows">Windows in a row that must be bad for an alarm.</param>
    public string Monitor(int badWindows = 2) => $$"""
        model: {{Model}}
        window: 10s
        segments: [region]
        label: { column: churned, task: binary_classification, positive: "yes" }
        rules:
          {{Rule}}: { metric: psi, at: 0.3, segments: [region], minimum_rows: 200, for: {{badWindows}}, until: 1 }
        actions: { severity: info, rules: [{{Rule}}], pipeline: {{Pipeline}} }
        """;

    /// <summary>
    /// What follows an alarm. It is trained on what came since prices changed: two windows must be bad, the first only where at least a third of it has
    /// changed, so that at the alarm that is more than 13 seconds ago. Steps of seconds see 50 requests, among which three that wait for a processor with other
    /// work do not make the new version worse.
    /// </summary>
    /// <param name="directory">Where the rows go.</param>
    public string Retraining(string directory) => $$"""
        name: {{Pipeline}}
        triggers:
          drifted: { alarm: { model: {{Model}}, name: {{Rule}} } }
        steps:
          rows:
            kind: labelled_predictions
            retries: { first: 1s }
            model: {{Model}}
            label: churned
            since: 12s
            output: "{{directory}}/rows-${run.id}.parquet"
          train:
            kind: train
            retries: { first: 1s }
            after: [rows]
            definition: |
              model: {{Model}}
              task: binary_classification
              data: { path: "${steps.rows.output}", format: parquet, label: churned, classes: ["no", "yes"], segments: [region] }
              split: { by: hash, key: [prediction_id], validation: 0.1, test: 0.3 }
              inputs: { {{Columns}} }
              network: { kind: mlp, hidden: [16] }
              optimizer: { kind: adam, learning_rate: 0.01 }
              plan: { epochs: 20, batch_rows: 128 }
          gate: { kind: gate, retries: { first: 1s }, after: [train], run: "${steps.train.output}" }
          deploy:
            kind: deploy
            retries: { first: 1s }
            after: [gate]
            model: {{Model}}
            version: ${steps.gate.output}
            canary: { steps: [20, 50, 100], bake: 2s, latency_margin: 250ms }
        """;
}
