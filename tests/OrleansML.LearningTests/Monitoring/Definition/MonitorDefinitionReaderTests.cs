using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class MonitorDefinitionReaderTests
{
    [Fact]
    public void Read_OnlyWhatIsNeeded_IsTheDefaultOfTheModel()
    {
        var definition = MonitorDefinitionReader.Read("model: fare");

        var expected = MonitorDefinition.DefaultOf("fare");
        Assert.Equal(["drift", "prediction_drift", "missing", "type_errors", "out_of_range", "unseen", "errors"], definition.Rules.Select(rule => rule.Name));
        Assert.Equal(expected.Rules, definition.Rules);
        Assert.Equal(expected with { Rules = definition.Rules, Segments = definition.Segments }, definition);
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(2), 200, new MonitorBaseline(BaselineKind.Training)), (definition.Window, definition.Lateness, definition.MostSegmentValues, definition.Baseline));
        Assert.Equal((new MonitorRoutes(), null, null), (definition.Routes, definition.Actions, definition.Slide));
    }

    [Theory]
    [InlineData("regression", "rmse", 1.15)]
    [InlineData("binary_classification, positive: '1'", "roc_auc", 0.95)]
    [InlineData("multiclass_classification", "accuracy", 0.95)]
    public void Read_LabelWithoutRules_WatchesPerformance(string task, string metric, double relative)
    {
        var rule = MonitorDefinitionReader.Read($"{{ model: m, label: {{ column: y, task: {task} }} }}").Rules[^1];

        Assert.Equal((MonitorRuleKind.Performance, metric, new RuleLimits(Relative: relative)), (rule.Kind, rule.Metric, rule.Limits));
    }

    [Fact]
    public void Read_ManyFaults_ReportsEachWithItsLine()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => MonitorDefinitionReader.Read("""
            model: a/b
            window: 7h
            slide: 2h
            segments: [a, [b, a, b], [a, "c=d"], [c, d], [d, c], all]
            baseline: { hours_before: 24, weekday_before: 1 }
            profile: alibi
            label: { column: y, task: regression, positive: "1", threshold: 0.4, classes: [a, b] }
            rules:
              a: { metric: psi, at: -1, for: 0, until: 25 }
              b: { metric: chi_square, at: 0.1, critical: { at: 0.5 } }
              c: { metric: hellinger, minimum_effect: 0.1, segments: [e, a=1, "a,b"], columns: [x, x] }
              d: { metric: null_share }
              e: { metric: null_share, at: 0.1, significance: 0.01 }
              f: { metric: roc_auc, at: 0.9 }
              g: { kind: estimated_performance, metric: accuracy, at: 0.9 }
              h: { metric: bias, relative: 2 }
              i: { metric: rmse, relative: 0.9, critical: { relative: 1.5 }, severity: critical }
              j: { metric: mae, at: 3, critical: { at: 2 } }
              k: { kind: latency, at: 2h, metric: p99 }
              l: { kind: rows, relative: 1.5, at: 3 }
              m: { metric: guess, for: 0, segments: [e] }
              n: { at: 0.1, share_of_columns: 2 }
              o: { metric: constant, at: 1, segments: all }
              p: { kind: label_drift }
              q: { metric: wasserstein }
              r: { kind: latency, relative: 2 }
            keep: { hours: 10d, days: 5d }
            routes: { webhook: { url: "ftp://x", secret: plain }, mail: { host: "a b", from: me, to: [you], user: u }, pager: true }
            actions: { rules: [z], severity: bad }
            """));

        Assert.Equal(
            [
                (1, "model", "is no name of a model: at most 200 characters without '/' are allowed."),
                (2, "window", "is 7h, which does not divide a day; use 10s, 1m, 5m, 15m, 1h, 6h, 1d or another that does."),
                (3, "slide", "is '2h'; a duration from 10s to 1h is allowed: a whole number of ms, s, m, h or d."),
                (4, "segments", "crosses a column with itself: b,a,b."),
                (4, "segments", "has 'c=d'; a column of 1 to 200 characters without '=', ',' and control characters, and not 'all', is allowed."),
                (4, "segments", "has d,c more than once, in whatever order."),
                (4, "segments", "has 'all'; a column of 1 to 200 characters without '=', ',' and control characters, and not 'all', is allowed."),
                (5, "baseline", "has the keys 'hours_before', 'weekday_before'; allowed are training, previous, champion, { hours_before: 24 }, { weekday_before: 1 }, or { from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z }."),
                (6, "profile", "is 'alibi'; allowed are own, evidently, nannyml."),
                (7, "label.positive", "has a meaning with task 'binary_classification' only; this is 'regression'."),
                (7, "label.threshold", "has a meaning with task 'binary_classification' only; this is 'regression'."),
                (7, "label.classes", "has no meaning with task 'regression'."),
                (9, "rules.a.at", "is -1; 0 to 1000 is allowed."),
                (9, "rules.a.for", "is '0'; a whole number from 1 to 24 is allowed."),
                (9, "rules.a.until", "is '25'; a whole number from 1 to 24 is allowed."),
                (10, "rules.b.at", "has no meaning with 'chi_square', whose p-value decides; use significance and minimum_effect."),
                (10, "rules.b.critical", "has no meaning with 'chi_square', which has no limit."),
                (11, "rules.c.minimum_effect", "has a meaning where a p-value decides; 'hellinger' has 'at'."),
                (11, "rules.c.columns", "has 'x' more than once."),
                (11, "rules.c.segments", "has 'e'; allowed are 'all', 'a', 'b,a,b', 'a,c=d', 'c,d', 'd,c', 'all', or one value, such as 'column=value'."),
                (11, "rules.c.segments", "has 'a,b'; allowed are 'all', 'a', 'b,a,b', 'a,c=d', 'c,d', 'd,c', 'all', or one value, such as 'column=value'."),
                (12, "rules.d", "does not say from where on it is bad; give it at or relative or sigma."),
                (13, "rules.e.significance", "is not known; the keys here are kind, segments, for, until, severity, critical, at, relative, sigma, metric, columns, share_of_columns, minimum_rows."),
                (14, "rules.f.metric", "is 'roc_auc'; with this kind and task allowed are rmse, mae, mape, bias, r2."),
                (15, "rules.g", "is of kind 'estimated_performance', which needs task 'binary_classification'; this is 'regression'."),
                (16, "rules.h.relative", "has no meaning with 'bias', which may be 0 or negative where all is well; use at or sigma."),
                (17, "rules.i.relative", "is 0.9; 1.001 to 1000 is allowed."),
                (17, "rules.i.critical", "has no meaning with severity 'critical'."),
                (18, "rules.j.critical.at", "is 2, not more than that of the rule, 3."),
                (19, "rules.k.metric", "is not known; the keys here are kind, segments, for, until, severity, critical, at, relative, sigma, quantile, minimum_rows."),
                (19, "rules.k.at", "is '2h'; a duration from 1ms to 1h is allowed: a whole number of ms, s, m, h or d."),
                (20, "rules.l.at", "is not known; the keys here are kind, segments, for, until, severity, critical, at_least, relative, sigma."),
                (20, "rules.l", "cannot be said with baseline 'training', which does not hold requests; use another baseline, such as previous."),
                (20, "rules.l.relative", "is 1.5; 0.001 to 0.999 is allowed."),
                (21, "rules.m.metric", "is 'guess', which is no metric; allowed are psi, kolmogorov_smirnov, chi_square, proportion_z, wasserstein, jensen_shannon, kullback_leibler, hellinger, l_infinity, null_share, type_error_share, out_of_range_share, unseen_share, constant, rmse, mae, mape, bias, r2, accuracy, precision, recall, specificity, f1, roc_auc, average_precision, log_loss, brier, calibration_error, latency, error_share, rows."),
                (21, "rules.m.for", "is '0'; a whole number from 1 to 24 is allowed."),
                (21, "rules.m.segments", "has 'e'; allowed are 'all', 'a', 'b,a,b', 'a,c=d', 'c,d', 'd,c', 'all', or one value, such as 'column=value'."),
                (22, "rules.n", "says neither 'kind' nor 'metric'; kinds are drift, prediction_drift, label_drift, data_quality, performance, estimated_performance, latency, error_share, rows."),
                (22, "rules.n.share_of_columns", "is 2; 0.001 to 1 is allowed."),
                (23, "rules.o.at", "has no meaning with 'constant', which is so or not."),
                (23, "rules.o.segments", "must be a list, such as [all] for the whole only; left out, the rule holds for the whole and every segment."),
                (24, "rules.p", "cannot be said with baseline 'training', which does not hold labels; use another baseline, such as previous."),
                (25, "rules.q", "cannot be said with baseline 'training', which does not hold the values that 'wasserstein' needs; use another baseline, such as previous."),
                (26, "rules.r", "cannot be said with baseline 'training', which does not hold requests; use another baseline, such as previous."),
                (27, "keep.days", "is 5d, less than 'hours', 10d."),
                (28, "routes.pager", "is not known; the keys here are log, webhook, mail."),
                (28, "routes.webhook.url", "is not an absolute http or https URL without a user name."),
                (28, "routes.webhook.secret", "is not a reference to a secret; write ${secret:NAME} with NAME of A-Z, 0-9 and _."),
                (28, "routes.mail.host", "is 'a b', which is no name or address of a server."),
                (28, "routes.mail.from", "is 'me', which is no mail address."),
                (28, "routes.mail.to", "has 'you', which is no mail address."),
                (28, "routes.mail.secret", "is missing; who signs in needs both, who does not neither."),
                (29, "actions.rules", "names 'z', which is no rule; the rules are a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r."),
                (29, "actions.severity", "is 'bad'; allowed are info, warning, critical."),
                (29, "actions", "does nothing; give it pipeline, rollback_canary or feature_defaults."),
            ],
            exception.Violations.Select(violation => ((int)violation.Line, violation.Path, violation.Message)));
    }

    [Theory]
    [InlineData("{ model: m, profile: nannyml, baseline: previous, rules: { a: { kind: drift, metric: psi, at: 1 } } }", "rules.a.metric", "is 'psi'; with this kind and profile allowed are kolmogorov_smirnov, chi_square, wasserstein, jensen_shannon, hellinger, l_infinity.")]
    [InlineData("{ model: m, profile: nannyml, baseline: previous, rules: { a: { kind: drift } } }", "rules.a", "does not say from where on it is bad; give it at or sigma.")]
    [InlineData("{ model: m, profile: evidently }", "profile", "cannot be had with baseline 'training', which does not hold the values that this profile needs; use another baseline, such as previous.")]
    [InlineData("{ model: m, profile: evidently, baseline: previous, rules: { a: { metric: psi, correction: fdr } } }", "rules.a.correction", "has no meaning here: by this profile no p-value takes part in 'psi'.")]
    [InlineData("{ model: m, rules: { a: { metric: rmse, at: 1 } } }", "rules.a", "is of kind 'performance', which needs 'label'; say what labels are.")]
    [InlineData("{ model: m, label: { column: y, task: binary_classification, positive: c, classes: [a, b] } }", "label.classes", "lacks 'c', which 'positive' names.")]
    [InlineData("{ model: m, label: { column: y, task: binary_classification, positive: a, classes: [a, b, c] } }", "label.classes", "has 3 classes; 2 are allowed.")]
    [InlineData("{ model: m, label: { column: y, task: multiclass_classification, classes: [a, b, a] } }", "label.classes", "has 'a' twice.")]
    [InlineData("{ model: m, label: { column: y, task: binary_classification, positive: a }, rules: { a: { metric: roc_auc, at: 75 } } }", "rules.a.at", "is 75; 0.000001 to 1 is allowed.")]
    [InlineData("{ model: m, label: { column: y, task: binary_classification, positive: a }, rules: { a: { metric: log_loss, at: -1 } } }", "rules.a.at", "is -1; 0.000001 to 1000000000 is allowed.")]
    [InlineData("{ model: m, label: { column: y, task: regression }, rules: { a: { metric: r2, at: 2 } } }", "rules.a.at", "is 2; -1000000000 to 1 is allowed.")]
    [InlineData("{ model: m, label: { column: y, task: guess }, rules: { a: { metric: rmse, at: 1 } } }", "label.task", "is 'guess'; allowed are binary_classification, multiclass_classification, regression.")]
    [InlineData("{ model: m, window: 6h, baseline: { hours_before: 8 } }", "baseline.hours_before", "is 8; windows start every 6h, so use a multiple of that.")]
    [InlineData("{ model: m, baseline: { from: '2026-01-01T00:30:00Z', until: '2026-01-02T00:00:00Z' } }", "baseline.from", "is 2026-01-01T00:30:00Z; windows start every 1h from midnight UTC, so use such a time.")]
    [InlineData("{ model: m, baseline: { from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } }", "baseline.until", "is 2026-01-01T00:00:00Z, not after 'from', 2026-01-02T00:00:00Z.")]
    [InlineData("{ model: m, baseline: { weekday_before: 2 }, keep: { hours: 14d } }", "keep.hours", "is 14d; the baseline needs windows for 20222m.")]
    [InlineData("{ model: m, window: 1d, slide: 14m }", "slide", "is 14m; it must divide 'window', 1d, into at most 100 parts.")]
    [InlineData("{ model: m, segments: [[a, b, c, d]] }", "segments", "crosses 4 columns, a,b,c,d; 3 are allowed.")]
    [InlineData("{ model: m, segments: [[]] }", "segments", "must be a list of 1 to 10000 values or lists of values.")]
    public void Read_OneFault_SaysWhatIsAllowed(string yaml, string path, string message)
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => MonitorDefinitionReader.Read(yaml));

        var violation = Assert.Single(exception.Violations);
        Assert.Equal((path, message), (violation.Path, violation.Message));
    }

    [Theory]
    [InlineData("evidently", "kolmogorov_smirnov", 0.05, 0.0, null)]
    [InlineData("evidently", "psi", null, 0.0, 0.1)]
    [InlineData("own", "kolmogorov_smirnov", 0.01, 0.0, 0.1)]
    [InlineData("own", "proportion_z", 0.01, 0.1, null)]
    [InlineData("nannyml", "chi_square", 0.05, 0.0, null)]
    public void Read_DriftMetric_HasTheLimitsOfItsProfile(string profile, string metric, double? significance, double effect, double? at)
    {
        var rule = MonitorDefinitionReader.Read($"{{ model: m, profile: {profile}, baseline: previous, rules: {{ a: {{ metric: {metric} }} }} }}").Rules[0];

        Assert.Equal((significance, effect, new RuleLimits(at)), (rule.Significance, rule.MinimumEffect, rule.Limits));
        Assert.Equal(significance is null ? AlarmCorrection.None : AlarmCorrection.Fdr, rule.Correction);
    }

    [Theory]
    [InlineData("training", null, null)]
    [InlineData("champion", null, null)]
    [InlineData("previous", "2026-03-08T23:00:00Z", "2026-03-09T00:00:00Z")]
    [InlineData("{ hours_before: 24 }", "2026-03-08T00:00:00Z", "2026-03-08T01:00:00Z")]
    [InlineData("{ weekday_before: 2 }", "2026-02-23T00:00:00Z", "2026-02-23T01:00:00Z")]
    [InlineData("{ from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    public void SpanOf_Baseline_IsTheTimeThatAWindowIsComparedWith(string baseline, string? from, string? until)
    {
        var definition = MonitorDefinitionReader.Read($"{{ model: m, baseline: {baseline} }}");

        var span = definition.Baseline.SpanOf(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), definition.Window);

        Assert.Equal(from is null ? null : (DateTimeOffset.Parse(from), DateTimeOffset.Parse(until!)), span);
    }

    [Fact]
    public void Read_BaselineBeyondTheDefaultRetention_KeepsWindowsLongEnough() =>
        Assert.Equal(TimeSpan.FromDays(22), MonitorDefinitionReader.Read("{ model: m, baseline: { weekday_before: 3 } }").Keep.Hours);

    [Theory]
    [InlineData("a=1", "a")]
    [InlineData("a=1,b=2", "a,b")]
    [InlineData("a=,b=", "a,b")]
    [InlineData("b=2", null)]
    [InlineData("all", null)]
    [InlineData("aa=1", null)]
    public void ColumnsOf_Segment_AreThoseThatItIsAValueOf(string segment, string? columns)
    {
        var declared = MonitorDefinitionReader.Read("{ model: m, segments: [a, [a, b]] }").Segments;

        Assert.Equal(columns?.Split(','), MonitorSegments.ColumnsOf(declared, segment));
    }

    [Theory]
    [InlineData("a=1,b=2,b=3", "1", "2,b=3")]
    [InlineData("a=,b=", "", "")]
    [InlineData("a=x=y,b=2", "x=y", "2")]
    public void ValuesOf_CrossedSegment_AreItsValues(string segment, string first, string second) =>
        Assert.Equal([first, second], MonitorSegments.ValuesOf(["a", "b"], segment)!);
}
