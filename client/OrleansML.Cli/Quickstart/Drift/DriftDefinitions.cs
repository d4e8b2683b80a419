namespace OrleansML.Cli.Quickstart.Drift;

/// <summary>What a user would write to have a model watched and retrained. The files lie in the directory of the walk afterwards.</summary>
internal static class DriftDefinitions
{
    public const string Model = "customers";
    public const string Pipeline = "retrain_customers";
    public const string Rule = "drift";

    private const string Columns = "numeric: [tenure, monthly, tickets], categorical: [region, plan]";

    /// <summary>How the first version is trained.</summary>
    public static string Training(string path) => $$"""
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
    public static string Monitor => $$"""
        model: {{Model}}
        window: 10s
        segments: [region]
        label: { column: churned, task: binary_classification, positive: "yes" }
        rules:
          {{Rule}}: { metric: psi, at: 0.3, segments: [region], minimum_rows: 200, for: 1, until: 1 }
        actions: { severity: info, rules: [{{Rule}}], pipeline: {{Pipeline}} }
        """;

    /// <summary>What follows an alarm. What was before prices changed is not trained on: it is more than seven seconds ago when the alarm comes.</summary>
    public static string Retraining(string directory) => $$"""
        name: {{Pipeline}}
        triggers:
          drifted: { alarm: { model: {{Model}}, name: {{Rule}} } }
        steps:
          rows:
            kind: labelled_predictions
            model: {{Model}}
            label: churned
            since: 7s
            output: "{{directory}}/rows-${run.id}.parquet"
          train:
            kind: train
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
          gate: { kind: gate, after: [train], run: "${steps.train.output}" }
          deploy:
            kind: deploy
            after: [gate]
            model: {{Model}}
            version: ${steps.gate.output}
            canary: { steps: [20, 50, 100], bake: 2s }
        """;
}
