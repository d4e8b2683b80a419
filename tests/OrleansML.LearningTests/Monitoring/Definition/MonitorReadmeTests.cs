using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class MonitorReadmeTests
{
    [Fact]
    public void Example_IsReadWithTheValuesThatItShows()
    {
        var example = File.ReadAllText(Repository.PathOf("grains", "OrleansML.Learning", "Monitoring", "Definition", "README.md")).Split("```yaml\n")[1].Split("```")[0];

        var definition = MonitorDefinitionReader.Read(example);

        Assert.Equal(("fare", TimeSpan.FromHours(1), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(2)), (definition.Model, definition.Window, definition.BaseWindow, definition.Lateness));
        Assert.Equal([["vendor_id"], ["vendor_id", "payment_type"]], definition.Segments);
        Assert.Equal((new MonitorBaseline(BaselineKind.HoursBefore, 24), DriftProfile.Own), (definition.Baseline, definition.Profile));
        Assert.Equal(new MonitorLabel("tipped", EvaluationTask.BinaryClassification, "yes") { Output = "probabilities", Classes = definition.Label!.Classes }, definition.Label);
        Assert.Equal(["no", "yes"], definition.Label.Classes);
        Assert.Equal(TimeSpan.FromDays(1), definition.Remind);
        Assert.Equal(new MonitorRetention(TimeSpan.FromDays(7), TimeSpan.FromDays(400)), definition.Keep);
        Assert.Equal(["drift", "new_mix", "outputs", "labels", "missing", "frozen", "ranking", "ranking_estimated", "slow", "failing", "silent"], definition.Rules.Select(rule => rule.Name));
        Assert.Equal(Enum.GetValues<MonitorRuleKind>(), definition.Rules.Select(rule => rule.Kind).Distinct());

        var drift = definition.Rules[0];
        Assert.Equal((new RuleLimits(0.2, null, 3), new RuleLimits(At: 0.5)), (drift.Limits, drift.Escalation));
        Assert.Equal(["fare_amount", "trip_distance", "hour"], drift.Columns);
        Assert.Equal(["all", "vendor_id", "vendor_id=2,payment_type=1"], drift.Segments);
        Assert.Equal((0.3, 0.01, AlarmCorrection.Fdr, 500, 1, 2), (drift.ShareOfColumns, drift.Significance, drift.Correction, drift.MinimumRows, drift.For, drift.Until));
        Assert.Equal((0.01, 0.1, true), (definition.Rules[1].Significance, definition.Rules[1].MinimumEffect, definition.Rules[1].Limits == new RuleLimits()));
        Assert.Equal(new RuleLimits(At: 0.1), definition.Rules[2].Limits);
        Assert.Equal("psi", definition.Rules[3].Metric);
        Assert.Equal([new RuleLimits(0.05, 2), new RuleLimits(), new RuleLimits(null, 0.95), new RuleLimits(0.7), new RuleLimits(0.05), new RuleLimits(0.01), new RuleLimits(1, 0.2)], definition.Rules.Skip(4).Select(rule => rule.Limits));
        Assert.Equal([500, 500, 300, 100, 100, 100, 0], definition.Rules.Skip(4).Select(rule => rule.MinimumRows));

        Assert.Equal(new WebhookRoute(new Uri("https://hooks.example.com/orleansml"), "${secret:HOOK}", AlarmSeverity.Info), definition.Routes.Webhook);
        var mail = definition.Routes.Mail!;
        Assert.Equal(("smtp.example.com", 587, "orleansml@example.com", "orleansml", "${secret:SMTP}", AlarmSeverity.Warning), (mail.Host, mail.Port, mail.From, mail.User, mail.Secret, mail.Severity));
        Assert.Equal(["ml@example.com"], mail.To);
        Assert.True(definition.Routes.Log);
        var actions = definition.Actions!;
        Assert.Equal((AlarmSeverity.Critical, "retrain_fare", true), (actions.Severity, actions.Pipeline, actions.RollbackCanary));
        Assert.Equal(["drift", "ranking"], actions.Rules);
        Assert.Equal(["trips.duration_7d"], actions.FeatureDefaults);
    }
}
