using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Recognition;
using BtBattery.Driver.Links;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <content>Links come up, rest and go.</content>
public sealed partial class PolledBattery
{
    /// <summary>What the radio knows of the battery. To be told before a link is told to be up, or an attempt to have failed.</summary>
    public void TakeRadio(RadioFacts facts, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        lock (_sync)
        {
            LinkFacts link = _status.Link with
            {
                Adapter = facts.Adapter?.ToString(),
                Rssi = facts.Sighting is { } sighting ? new(sighting.Rssi, sighting.At) : null,
            };
            if (link != _status.Link)
            {
                _recorder?.Radio(link.Adapter, link.Rssi, at);
                TakeRadio(link.Adapter, link.Rssi);
            }
        }
    }

    /// <summary>A link is up, and its protocol is not known yet: something is about to be asked to find out.</summary>
    public void Probe(BmsProbe probe, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(probe);
        lock (_sync)
        {
            _recorder?.Probe(probe, at);
            if (!probe.Request.IsSecret)
            {
                Probe(probe.Request.Bytes, at);
            }
        }
    }

    /// <summary>A link is up, and the battery was found to speak <paramref name="family"/>.</summary>
    public void LinkUp(BmsFamily family, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(family);
        lock (_sync)
        {
            _recorder?.LinkUp(family, at);
            _conversation = family.Start(_bmsOptions);
            _conversation.Resume(_bmsOptions.Memory);
            _frames = new(_conversation.Counters);
            LinkFacts link = _status.Link.Up();
            if (link.Reconnects > _status.Link.Reconnects)
            {
                _outages.Counters.Reconnect();
            }

            _status = _status with { Link = link };
            if (_status.BmsType != family.Id)
            {
                _logger.LogInformation("{Address}: speaks {Family}.", _address, family.Name);
                Tell(_status with { BmsType = family.Id, Reports = family.Reports });
            }
        }
    }

    /// <summary>Something is done about there being no data.</summary>
    /// <param name="rung">What. After <see cref="RecoveryRung.Resubscribe"/> the conversation that had given up asks once more.</param>
    /// <param name="at">Now.</param>
    public void Recovering(RecoveryRung rung, MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.Recovering(rung, at);
            if (rung == RecoveryRung.Resubscribe)
            {
                _conversation?.TryOnceMore();
            }

            Count(rung);
            Tell(_status with { Rung = rung });
        }
    }

    /// <summary>The reading is over, and the link is given up until the next one; that is no failure, and what was read holds on. The conversation ends after it.</summary>
    public void LinkRests(MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.LinkRests(at);
            Conversation.Pause(_bmsOptions.Memory);
            _bmsOptions.OpenQuestions.Clear();
            _switchboard.Expire(at);
            Tell(_status with { IsResting = true, Switching = _switchboard.Report });
        }
    }

    /// <summary>The conversation ends, for whatever reason. A wish that was not written yet waits for the next one.</summary>
    public void LinkDown(MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.LinkDown(at);
            if (_conversation is { } conversation)
            {
                _step.Close();
                _switchboard.Drop(conversation);
                _status = _status with { Switching = _switchboard.Report };
                _conversation = null;
            }
        }
    }

    /// <summary>There is no data, and there will be a pause before the next attempt.</summary>
    /// <param name="code">Why, as one of <see cref="ProblemCode"/>.</param>
    /// <param name="text">The same in a sentence.</param>
    /// <param name="kind">The kind of verdict, if it is one.</param>
    /// <param name="needsOwner">True if only the owner can help.</param>
    /// <param name="at">Now.</param>
    public void LinkFailed(string code, string text, BmsVerdictKind? kind, bool needsOwner, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_sync)
        {
            _recorder?.LinkFailed(code, text, kind, needsOwner, at);
            ForgetLink(at);
            BatteryStatus failed = _status with
            {
                IsLive = false,
                IsResting = false,
                Problem = text,
                ProblemCode = code,
                NeedsOwner = needsOwner,
                Link = _status.Link.Failed(wasReached: !Polling.ProblemCode.IsOutOfReach(code) && !Polling.ProblemCode.IsOfThisMachine(code)),
                Switching = _switchboard.Report,
            };
            if (LinkStates.At(failed, _snapshot, Timing, at) == LinkState.Asleep)
            {
                _outages.Failed("asleep", $"It has vanished after a while without any current: asleep, presumably. To wake it, {LinkWords.WakeUp(_snapshot)}.", needsOwner: false, at);
            }
            else
            {
                // The text may quote what the device or BlueZ said, which differs each time.
                _outages.Failed(code, text, needsOwner, at);
            }

            Tell(failed, kind);
        }
    }

    /// <summary>The link was lent to a tool, which is no failure: there is no data until it is back.</summary>
    /// <param name="who">Who has it, in words.</param>
    /// <param name="at">Now.</param>
    public void LinkLent(string who, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(who);
        lock (_sync)
        {
            _recorder?.LinkLent(who, at);
            _outages.Lent(who);
            ForgetLink(at);
            Tell(_status with { IsLive = false, IsResting = false, Problem = $"released to {who}", ProblemCode = Polling.ProblemCode.Released, NeedsOwner = false, Rung = null, Switching = _switchboard.Report });
        }
    }

    /// <summary>Nothing of the last link helps with the next one, which may find another board or other habits.</summary>
    private void ForgetLink(MonotonicTime at)
    {
        _bmsOptions.OpenQuestions.Clear();
        _bmsOptions.Memory.ForgetQuestions();
        _switchboard.Expire(at);
    }
}
